import { Badge, Group, Text, Tooltip } from '@mantine/core';
import { exactTime } from '../../lib/time.ts';
import { MachineVisits } from '../../ui/machine-visits.tsx';
import type { StepEntry } from './timeline-entries.ts';

type Mail = NonNullable<StepEntry['mail']>;

const STATES: Record<Mail['state'], { label: string; color: string }> = {
  planned: { label: 'Planned', color: 'gray' },
  reserved: { label: 'Planned', color: 'gray' },
  sending: { label: 'Leaving', color: 'iris' },
  sent: { label: 'Sent', color: 'iris' },
  delivered: { label: 'Delivered', color: 'iris' },
  failed: { label: 'Refused', color: 'red' },
  bounced: { label: 'Bounced', color: 'red' },
  suppressed: { label: 'Suppressed', color: 'gray' },
  cancelled: { label: 'Cancelled', color: 'gray' },
  uncertain: { label: 'Unknown outcome', color: 'orange' },
};
const TROUBLE = new Set<Mail['state']>(['failed', 'bounced', 'uncertain']);

/** What became of a mail, in a word. */
export function MailState({ mail: { state } }: { mail: Mail }) {
  const { label, color } = STATES[state];
  return <Badge color={color}>{label}</Badge>;
}

const times = (count: number) => (count > 1 ? ` ${count} times` : '');

/** What its reader did with a mail, and what the server said where it went wrong. */
export function MailMarks({ mail }: { mail: Mail }) {
  const { openedAt, openCount, clickedAt, clickCount, repliedAt, unsubscribedAt, attempts, answer, state } = mail;
  const marks = [
    { label: `Opened${times(openCount)}`, color: 'iris', at: openedAt },
    { label: `Clicked${times(clickCount)}`, color: 'iris', at: clickedAt },
    { label: 'Replied', color: 'teal', at: repliedAt },
    { label: 'Unsubscribed', color: 'red', at: unsubscribedAt },
  ].filter(({ at }) => at !== null);
  const isTrouble = TROUBLE.has(state) && answer;
  if (marks.length === 0 && !isTrouble && mail.machineVisits.length === 0) return null;
  return (
    <Group gap={4}>
      {marks.map(({ label, color, at }) => (
        <Tooltip key={label} label={at === null ? '' : exactTime(at)}>
          <Badge color={color} variant="outline">
            {label}
          </Badge>
        </Tooltip>
      ))}
      <MachineVisits visits={mail.machineVisits} />
      {isTrouble && (
        <Text size="xs" c="red" style={{ overflowWrap: 'anywhere' }}>
          {answer}
          {attempts > 1 && ` (${attempts} tries)`}
        </Text>
      )}
    </Group>
  );
}
