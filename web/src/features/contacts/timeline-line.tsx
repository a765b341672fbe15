import { Anchor, Badge, Group, Paper, Stack, Text, ThemeIcon } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import {
  Ban,
  CircleCheck,
  CirclePlus,
  type LucideIcon,
  Mail,
  MailOpen,
  MailQuestion,
  MailX,
  MousePointerClick,
  Pencil,
  Phone,
  Reply,
  StickyNote,
  Undo2,
  UserRoundX,
  Workflow,
} from 'lucide-react';
import type { z } from 'zod';
import type { TimelineItem } from '../../../../api/contract/contacts.ts';
import { CONTACT_LABELS } from '../../../../workflows/contacts/rules.ts';
import { MachineVisits } from '../../ui/machine-visits.tsx';
import { When } from '../../ui/when.tsx';
import classes from './contact-page.module.css';

type Line = z.output<typeof TimelineItem>;
type Look = { icon: LucideIcon; color: string; word: string | null };

/** How a line looks by what happened; the word stands before its title. */
const LOOKS: Record<string, Look> = {
  email_sent: { icon: Mail, color: 'iris', word: 'Sent' },
  email_received: { icon: Reply, color: 'teal', word: 'Replied' },
  email_opened: { icon: MailOpen, color: 'gray', word: 'Opened' },
  email_clicked: { icon: MousePointerClick, color: 'gray', word: 'Clicked' },
  email_bounced: { icon: MailX, color: 'red', word: null },
  email_refused: { icon: Ban, color: 'red', word: 'Not sent' },
  auto_reply_received: { icon: Undo2, color: 'gray', word: 'Automatic reply' },
  email_corrected: { icon: Pencil, color: 'gray', word: null },
  complaint_received: { icon: UserRoundX, color: 'red', word: null },
  unsubscribed: { icon: UserRoundX, color: 'red', word: null },
  enrolled: { icon: Workflow, color: 'iris', word: null },
  enrollment_ended: { icon: Workflow, color: 'gray', word: null },
  call_made: { icon: Phone, color: 'teal', word: 'Called' },
  note_added: { icon: StickyNote, color: 'yellow', word: null },
  task_created: { icon: CirclePlus, color: 'gray', word: 'Task' },
  task_completed: { icon: CircleCheck, color: 'teal', word: 'Done' },
  contact_created: { icon: CirclePlus, color: 'gray', word: null },
  contact_updated: { icon: Pencil, color: 'gray', word: null },
};
const OTHER: Look = { icon: MailQuestion, color: 'gray', word: null };

const labels: Record<string, string> = CONTACT_LABELS;
const times = (count: number) => (count > 1 ? ` ${count}×` : '');

/** What became of a mail of ours. */
function MailState({ mail }: { mail: NonNullable<Line['mail']> }) {
  return (
    <Group gap={4}>
      {mail.bouncedAt !== null && <Badge color="red">Bounced</Badge>}
      {mail.state === 'uncertain' && <Badge color="orange">Outcome unknown</Badge>}
      {mail.state === 'failed' && <Badge color="red">Failed</Badge>}
      {mail.openedAt !== null && <Badge color="gray">Opened{times(mail.openCount)}</Badge>}
      {mail.clickedAt !== null && <Badge color="blue">Clicked{times(mail.clickCount)}</Badge>}
      {mail.repliedAt !== null && <Badge color="teal">Replied</Badge>}
      <MachineVisits visits={mail.machineVisits} />
    </Group>
  );
}

function Changes({ changes }: { changes: Line['changes'] }) {
  return (
    <Stack gap={0}>
      {changes.map(({ field, from, to }) => (
        <Text key={field} size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {changes.length > 1 && `${labels[field] ?? field.replace('custom.', '')}: `}
          {from === null ? 'empty' : <s>{from}</s>} → {to ?? 'empty'}
        </Text>
      ))}
    </Stack>
  );
}

function Title({ line }: { line: Line }) {
  const word = LOOKS[line.type]?.word;
  if (line.type === 'note_added')
    return (
      <Paper p="sm" mb={2}>
        <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {line.description}
        </Text>
      </Paper>
    );
  const isOfMail = line.mail !== null || line.message !== null;
  return (
    <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
      {word && (
        <Text span c="dimmed">
          {word}{' '}
        </Text>
      )}
      <Text span fw={isOfMail ? 500 : undefined}>
        {line.title}
      </Text>
    </Text>
  );
}

/** What is the same under every mail, or was written before: the signature, and what is quoted. */
const AFTERWARDS = /\s--\s.*$|\sOn .{6,140} wrote:.*$/s;

function snippetOf({ type, mail, message, description }: Line): string | null {
  if (type === 'note_added' || type === 'email_refused') return null;
  const snippet = (type === 'email_sent' ? mail?.snippet : message?.snippet) ?? description;
  return snippet?.replace(AFTERWARDS, '') ?? null;
}

/** One thing that happened with a contact. */
export function TimelineLine({ line }: { line: Line }) {
  const { icon: Icon, color } = LOOKS[line.type] ?? OTHER;
  const { mail, user, changes, enrollmentId } = line;
  const snippet = snippetOf(line);
  const isOfEnrollment = enrollmentId !== null;
  return (
    <div className={classes.line} role="listitem">
      <ThemeIcon variant="light" color={color} size={26} radius="xl">
        <Icon size={13} aria-hidden />
      </ThemeIcon>
      <Stack gap={2} style={{ minWidth: 0 }} pt={3}>
        <Title line={line} />
        {snippet && (
          <Text size="xs" c="dimmed" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
            {snippet}
          </Text>
        )}
        {mail && line.type === 'email_sent' && <MailState mail={mail} />}
        {mail?.reason && (
          <Text size="xs" c="red" style={{ overflowWrap: 'anywhere' }}>
            {mail.reason}
          </Text>
        )}
        {changes.length > 0 && <Changes changes={changes} />}
        {(user || isOfEnrollment) && (
          <Group gap={6}>
            {user && (
              <Text size="xs" c="dimmed">
                by {user.name}
              </Text>
            )}
            {isOfEnrollment && (
              <Anchor component={Link} to="/enrollments/$enrollmentId" params={{ enrollmentId } as never} size="xs">
                Open the enrollment
              </Anchor>
            )}
          </Group>
        )}
      </Stack>
      <When at={line.occurredAt} size="xs" c="dimmed" pt={5} />
    </div>
  );
}
