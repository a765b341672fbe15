import { Group, Paper, Stack, Text, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { client } from '../../lib/client.ts';
import { Waiting } from '../../ui/states.tsx';
import styles from './days-load.module.css';
import { type Mailbox, type MailboxDay, mails } from './mailbox.ts';

const format = (day: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`));

function wordsOf({ day, sent, planned, shut }: MailboxDay, limit: number) {
  const load = `${sent} sent, ${planned} planned of ${limit}`;
  const date = format(day, { weekday: 'short', day: 'numeric', month: 'short' });
  return shut ? `${date}: ${shut}${planned > 0 ? `; ${load}` : ''}` : `${date}: ${load}`;
}

function Day({ day, limit, isToday }: { day: MailboxDay; limit: number; isToday: boolean }) {
  const height = (count: number) => `${Math.min(100, (count / limit) * 100)}%`;
  const count = day.sent + day.planned;
  return (
    <li>
      <Tooltip label={wordsOf(day, limit)}>
        <Stack gap={4} role="img" aria-label={wordsOf(day, limit)}>
          <div className={styles.track} data-shut={day.shut ? '' : undefined}>
            <div className={styles.sent} style={{ height: height(day.sent) }} />
            <div className={styles.planned} style={{ height: height(day.planned) }} />
            {count > 0 && <span className={styles.count}>{count.toLocaleString('en')}</span>}
          </div>
          <Text size="xs" ta="center" c={isToday ? undefined : 'dimmed'} fw={isToday ? 600 : undefined} lh={1.2}>
            {isToday ? 'Today' : format(day.day, { weekday: 'short' })}
            <br />
            {format(day.day, { day: 'numeric', month: 'short' })}
          </Text>
        </Stack>
      </Tooltip>
    </li>
  );
}

function Key({ className, label }: { className?: string; label: string }) {
  return (
    <Group gap={6}>
      <span className={`${styles.swatch} ${className}`} />
      <Text size="xs" c="dimmed">
        {label}
      </Text>
    </Group>
  );
}

/** What a mailbox sends on each of the next days; a full column is its limit. */
export function DaysLoad({ mailbox: { id: mailboxId } }: { mailbox: Mailbox }) {
  const query = useQuery(client.mailboxes.listDays.queryOptions({ input: { mailboxId, days: 14 } }));
  const { data } = query;
  if (!data) return <Waiting query={query} rows={4} />;
  const planned = data.days.reduce((sum, day) => sum + day.planned, 0);
  const holidays = data.days.filter(({ shut }) => shut && shut !== 'No hours on this weekday');
  return (
    <Paper p="lg" component="section" aria-label="Load of the next 14 days">
      <Group justify="space-between" mb="md" gap="sm">
        <Text size="sm">
          {planned === 0
            ? 'No mail is planned for the next 14 days.'
            : `${mails(planned)} planned in the next 14 days.`}
        </Text>
        <Group gap="md">
          <Key className={styles.sent} label="Sent" />
          <Key className={styles.planned} label="Planned" />
          {data.days.some(({ shut }) => shut) && <Key className={styles.shut} label="Shut" />}
          <Text size="xs" c="dimmed">
            A full column is {data.dailyLimit.toLocaleString('en')} a day
          </Text>
        </Group>
      </Group>
      <ul className={styles.days}>
        {data.days.map((day, index) => (
          <Day key={day.day} day={day} limit={data.dailyLimit} isToday={index === 0} />
        ))}
      </ul>
      {holidays.length > 0 && (
        <Text size="xs" c="dimmed" mt="md">
          Shut:{' '}
          {holidays.map(({ day, shut }) => `${format(day, { day: 'numeric', month: 'short' })} ${shut}`).join(' · ')}
        </Text>
      )}
    </Paper>
  );
}
