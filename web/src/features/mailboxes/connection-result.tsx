import { Alert, type AlertProps } from '@mantine/core';
import { CircleCheck, PlugZap } from 'lucide-react';
import type { ConnectionReport } from './mailbox.ts';

const TITLES: Record<NonNullable<ConnectionReport['code']>, string> = {
  auth: 'The sign-in was refused',
  unreachable: 'The server was not reached',
  tls: 'The connection is not secure',
  refused: 'The server refused',
};

/** What came of trying a connection, and what to do now. */
export function ConnectionResult({ report, ...alert }: { report: ConnectionReport | undefined } & AlertProps) {
  if (!report) return null;
  if (report.isUsable)
    return (
      <Alert {...alert} color="teal" variant="light" icon={<CircleCheck size={18} aria-hidden />} role="status">
        It works: both directions answered.
      </Alert>
    );
  return (
    <Alert
      {...alert}
      color="red"
      variant="light"
      icon={<PlugZap size={18} aria-hidden />}
      title={report.code ? TITLES[report.code] : 'It does not work'}
      role="alert"
    >
      {report.sentence}
    </Alert>
  );
}
