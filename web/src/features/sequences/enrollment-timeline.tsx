import { Badge, Box, Group, Paper, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { Bot, type LucideIcon, MailX, MessageSquareReply, OctagonAlert } from 'lucide-react';
import { useNextWords } from '../../ui/next-step.tsx';
import { When } from '../../ui/when.tsx';
import { KINDS } from './badges.tsx';
import classes from './enrollment-page.module.css';
import { MailMarks, MailState } from './mail-marks.tsx';
import { MessageReader } from './message-reader.tsx';
import type { Enrollment } from './sequence.ts';
import { plainTemplate } from './step-titles.ts';
import { type ReceivedEntry, type StepEntry, timelineOf } from './timeline-entries.ts';

const RECEIVED: Record<ReceivedEntry['kind'], { label: string; icon: LucideIcon; color: string }> = {
  human: { label: 'Reply', icon: MessageSquareReply, color: 'teal' },
  auto_reply: { label: 'Automatic reply', icon: Bot, color: 'gray' },
  bounce: { label: 'Bounce', icon: MailX, color: 'red' },
  complaint: { label: 'Complaint', icon: OctagonAlert, color: 'red' },
  delivered: { label: 'Delivery report', icon: Bot, color: 'gray' },
  unknown: { label: 'Mail', icon: MessageSquareReply, color: 'gray' },
};

/** So many reasons are told for a step; all are in the timeline of its contact. */
const SHOWN_REFUSALS = 5;

const TASK_STATES = { pending: 'Open', in_progress: 'In progress', completed: 'Done', cancelled: 'Cancelled' };

function Received({ enrollment, mail }: { enrollment: Enrollment; mail: ReceivedEntry }) {
  const { label, icon: Icon, color } = RECEIVED[mail.kind];
  return (
    <Box component="li" className={classes.entry}>
      <ThemeIcon variant="light" color={color} size={28} radius="xl">
        <Icon size={14} aria-hidden />
      </ThemeIcon>
      <Stack gap={4} style={{ minWidth: 0, flex: 1 }}>
        <Group justify="space-between" wrap="nowrap" gap="sm">
          <Text size="sm" fw={500} truncate>
            {label} from {mail.from ?? enrollment.contact.name}
          </Text>
          <When at={mail.receivedAt} size="xs" c="dimmed" />
        </Group>
        <MessageReader enrollmentId={enrollment.id} messageId={mail.id} snippet={mail.snippet} title={mail.subject} />
      </Stack>
    </Box>
  );
}

/** Why a step that is next has not been taken, in a word; the card above says it in full. */
function NextBadge({ next }: { next: Enrollment['next'] }) {
  const { tone } = useNextWords(next);
  return <Badge color={tone === 'attention' ? 'orange' : tone === 'held' ? 'gray' : 'iris'}>Next</Badge>;
}

function StepHead({ enrollment, step }: { enrollment: Enrollment; step: StepEntry }) {
  const { label } = KINDS[step.kind];
  const isAhead = step.progress === 'to-come' || step.progress === 'skipped';
  const isUnderWay = enrollment.state === 'active' || enrollment.state === 'paused';
  const title = plainTemplate(step.mail?.subject ?? step.task?.title ?? step.title);
  return (
    <Group justify="space-between" wrap="nowrap" gap="sm">
      <Group gap={6} wrap="nowrap" style={{ minWidth: 0 }}>
        <Text size="sm" fw={500} truncate c={isAhead ? 'dimmed' : undefined}>
          {title || label}
        </Text>
        {step.progress === 'next' && <NextBadge next={enrollment.next} />}
        {step.progress === 'skipped' && isUnderWay && <Badge color="gray">Left out</Badge>}
        {step.mail && step.progress !== 'skipped' && <MailState mail={step.mail} />}
        {step.task && (
          <Badge color={step.task.status === 'completed' ? 'teal' : 'gray'}>{TASK_STATES[step.task.status]}</Badge>
        )}
      </Group>
      <When at={step.at} size="xs" c="dimmed" fallback="" />
    </Group>
  );
}

/** Why its mail did not leave when it might have. */
function Refusals({ enrollment, step }: { enrollment: Enrollment; step: StepEntry }) {
  return enrollment.refusals
    .filter(({ stepId }) => stepId === step.stepId)
    .slice(0, SHOWN_REFUSALS)
    .map(({ id, sentence, at }) => (
      <Group key={id} justify="space-between" wrap="nowrap" align="flex-start" gap="sm">
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          Not sent: {sentence}
        </Text>
        <When at={at} size="xs" c="dimmed" />
      </Group>
    ));
}

function Step({ enrollment, step }: { enrollment: Enrollment; step: StepEntry }) {
  const { kind, number, delay, progress, mail, task } = step;
  const { icon: Icon, label, color } = KINDS[kind];
  const isQuiet = progress === 'to-come' || progress === 'skipped';
  const variant = mail?.variant ? `Variant ${mail.variant}` : null;
  return (
    <Box component="li" className={classes.entry}>
      <ThemeIcon
        variant={progress === 'done' ? 'filled' : 'light'}
        color={isQuiet ? 'gray' : color}
        size={28}
        radius="xl"
      >
        <Icon size={14} aria-hidden />
      </ThemeIcon>
      <Stack gap={4} style={{ minWidth: 0, flex: 1 }}>
        <StepHead enrollment={enrollment} step={step} />
        <Text size="xs" c="dimmed">
          {[number === null ? 'Deleted step' : `Step ${number}`, label, variant, delay].filter(Boolean).join(' · ')}
        </Text>
        {task?.outcome && <Text size="sm">{task.outcome}</Text>}
        {mail && <MailMarks mail={mail} />}
        <Refusals enrollment={enrollment} step={step} />
        {mail?.messageId && (
          <MessageReader
            enrollmentId={enrollment.id}
            messageId={mail.messageId}
            snippet={mail.snippet}
            title={mail.subject}
          />
        )}
      </Stack>
    </Box>
  );
}

/** What happened so far, and what is still to come. */
export function EnrollmentTimeline({ enrollment }: { enrollment: Enrollment }) {
  return (
    <Paper p="md" component="section" aria-label="Timeline">
      <Title order={2} mb="md">
        Step by step
      </Title>
      <Box component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
        {timelineOf(enrollment).map((entry) =>
          entry.kind === 'step' ? (
            <Step key={entry.step.stepId} enrollment={enrollment} step={entry.step} />
          ) : (
            <Received key={entry.mail.id} enrollment={enrollment} mail={entry.mail} />
          ),
        )}
      </Box>
    </Paper>
  );
}
