import { Box, SegmentedControl, Text } from '@mantine/core';
import { MailFrame } from '../../ui/mail-frame.tsx';
import styles from './sandbox.module.css';
import type { SandboxMail } from './sandbox.ts';
import { type SandboxView, useSandboxView } from './use-sandbox-view.ts';

const VIEWS: { value: NonNullable<SandboxView['as']>; label: string }[] = [
  { value: 'mail', label: 'Mail' },
  { value: 'text', label: 'Text' },
  { value: 'headers', label: 'Headers' },
  { value: 'source', label: 'Source' },
];

type MailBodyProps = { mail: SandboxMail; onLink: (index: number) => void };

function Headers({ headers }: Pick<SandboxMail, 'headers'>) {
  return (
    <dl className={styles.headers}>
      {[...headers.entries()].map(([place, { name, value }]) => (
        <Box key={place} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Box>
      ))}
    </dl>
  );
}

function Shown({ mail, onLink, as }: MailBodyProps & { as: string }) {
  const { id, subject, html, text, headers, raw, isCut } = mail;
  if (as === 'headers') return <Headers headers={headers} />;
  if (as === 'source')
    return (
      <>
        <pre className={styles.source}>{raw}</pre>
        {isCut && (
          <Text size="xs" c="dimmed" px="md" pb="md">
            This mail is long: only its beginning is shown.
          </Text>
        )}
      </>
    );
  const title = `Mail: ${subject ?? 'no subject'}`;
  if (as === 'text') return <MailFrame title={title} html={null} text={text} />;
  return <MailFrame key={id} title={title} html={html} text={text} links={onLink} mih={200} />;
}

/** The mail itself: as its recipient sees it, as text, its headers, its source. */
export function MailBody({ mail, onLink }: MailBodyProps) {
  const { view, change } = useSandboxView();
  const as = (mail.html === null && view.as === 'text' ? null : view.as) ?? 'mail';
  return (
    <>
      <Box px="md" py={6} style={{ borderBlock: '1px solid var(--mantine-color-default-border)' }}>
        <SegmentedControl
          size="xs"
          aria-label="Show the mail as"
          value={as}
          onChange={(value) => change({ as: value === 'mail' ? undefined : value })}
          data={mail.html === null ? VIEWS.filter(({ value }) => value !== 'text') : VIEWS}
        />
      </Box>
      <Shown mail={mail} onLink={onLink} as={as} />
    </>
  );
}
