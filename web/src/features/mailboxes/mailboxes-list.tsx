import { Badge, Box, Group, Paper, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { When } from '../../ui/when.tsx';
import { HealthBadge } from './health.tsx';
import { LoadBar } from './load-bar.tsx';
import { type MailboxItem, mails, PROVIDERS } from './mailbox.ts';
import styles from './mailboxes.module.css';

function Row({ mailbox }: { mailbox: MailboxItem }) {
  const { id, email, displayName, ownerName, provider, isPrimary, health, waiting, late, pause, nextSendAt, timeZone } =
    mailbox;
  const names = [...new Set([displayName, ownerName])].filter(Boolean);
  return (
    <Link to="/mailboxes/$mailboxId" params={{ mailboxId: id }} className={`${styles.row} row-link`}>
      <Stack gap={1} className={styles.whole} style={{ minWidth: 0 }}>
        <Group gap={6} wrap="nowrap">
          <Text size="sm" fw={500} truncate>
            {email}
          </Text>
          {isPrimary && <Badge color="iris">Primary</Badge>}
        </Group>
        <Text size="xs" c="dimmed" truncate>
          {[...names, PROVIDERS[provider]].join(' · ')}
        </Text>
      </Stack>
      <Stack gap={3} align="flex-start" className={styles.whole} style={{ minWidth: 0 }}>
        <HealthBadge state={health.state} />
        {health.sentence && (
          <Text size="xs" c="dimmed" lineClamp={2} title={health.sentence}>
            {health.sentence}
          </Text>
        )}
      </Stack>
      <Box className={styles.whole}>
        <LoadBar {...mailbox} />
      </Box>
      <Text size="xs" component="div" className={styles.right}>
        <Text span size="xs" c="dimmed" hiddenFrom="md">
          Next mail:{' '}
        </Text>
        {pause && 'Tried '}
        <When
          at={pause?.probeAt ?? nextSendAt}
          zone={timeZone}
          size="xs"
          span
          fallback="None planned"
          c={pause || nextSendAt ? undefined : 'dimmed'}
        />
      </Text>
      <Text size="xs" className={styles.right} c={waiting === 0 ? 'dimmed' : undefined}>
        <Text span size="xs" c="dimmed" hiddenFrom="md">
          Waiting:{' '}
        </Text>
        {mails(waiting)}
        {late > 0 && (
          <Text span inherit c="var(--app-warning)">
            , {late.toLocaleString('en')} late
          </Text>
        )}
      </Text>
    </Link>
  );
}

/** Mailboxes one under another: how they are, what they send today, what comes next. */
export function MailboxesList({ mailboxes }: { mailboxes: MailboxItem[] }) {
  return (
    <Paper>
      <div className={styles.head} aria-hidden>
        <span>Mailbox</span>
        <span>Health</span>
        <span>Today</span>
        <span className={styles.right}>Next mail</span>
        <span className={styles.right}>Waiting</span>
      </div>
      <ul className={styles.list} aria-label="Mailboxes">
        {mailboxes.map((mailbox) => (
          <li key={mailbox.id}>
            <Row mailbox={mailbox} />
          </li>
        ))}
      </ul>
    </Paper>
  );
}
