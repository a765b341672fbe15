import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { CloudOff } from 'lucide-react';
import { client } from '../lib/client.ts';

const SENTENCES = {
  network: 'Followthrough cannot be reached. What you see may be old; it is refreshed when the connection is back.',
  database: 'The database does not answer. Nothing is lost; pages and changes work again when it is back.',
  temporal:
    'The workflow engine does not answer. What you change is kept, and waits; mails go out again when it is back.',
};

/** Says what the product stands on and cannot reach, and what that means. */
export function Trouble({ isConnected }: { isConnected: boolean }) {
  const { data, isError } = useQuery({
    ...client.workspaces.getStatus.queryOptions(),
    refetchInterval: 10_000,
    retry: false,
  });
  const trouble =
    isError && !isConnected
      ? 'network'
      : data && data.parts.database !== 'ok'
        ? 'database'
        : data && data.parts.temporal !== 'ok'
          ? 'temporal'
          : null;
  if (!trouble) return null;
  return (
    <Alert color="orange" variant="light" radius={0} icon={<CloudOff size={18} aria-hidden />} role="status">
      {SENTENCES[trouble]}
    </Alert>
  );
}
