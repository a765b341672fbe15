import { Button, Group } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Check } from 'lucide-react';
import { client } from '../../lib/client.ts';
import { confirmThat } from '../../ui/confirm.tsx';
import { possibleCommands } from './enrollment-menu.tsx';
import type { Enrollment } from './sequence.ts';
import { useCommand } from './use-enrollment-actions.ts';

type Decision = 'arrived' | 'again' | 'drop';
type EnrollmentProps = { enrollment: Enrollment };

const DECISIONS: Record<Decision, string> = {
  arrived: 'It arrived',
  again: 'Send it again',
  drop: 'Leave it out',
};

/** The commands that are about what comes next. */
const ON_CARD = new Set(['resume', 'skip-wait', 'retry']);

/** Decides a mail that no machine can decide. */
function Decide({ enrollment, decisions }: EnrollmentProps & { decisions: Decision[] }) {
  const queries = useQueryClient();
  const { mutate, isPending, variables } = useMutation(
    client.enrollments.decideMail.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: client.enrollments.key() }),
    }),
  );
  const mail = enrollment.steps.find((step) => step.mail?.state === 'uncertain' || step.mail?.state === 'failed')?.mail;
  if (!mail) return null;
  const decide = (decision: Decision) => {
    const send = () => mutate({ enrollmentId: enrollment.id, outboundEmailId: mail.id, decision });
    if (decision !== 'again' || mail.state !== 'uncertain') return send();
    confirmThat({
      title: 'Send it once more?',
      text: `If the first one did arrive, ${enrollment.contact.name} gets this mail twice.`,
      label: 'Send it again',
      onConfirm: send,
    });
  };
  return decisions.map((decision, index) => (
    <Button
      key={decision}
      variant={index === 0 ? 'filled' : 'default'}
      loading={isPending && variables.decision === decision}
      disabled={isPending}
      onClick={() => decide(decision)}
    >
      {DECISIONS[decision]}
    </Button>
  ));
}

/** Completes the task that it waits for. */
function CompleteTask({ enrollment }: EnrollmentProps) {
  const { mutate, isPending } = useMutation(client.tasks.completeTask.mutationOptions());
  const task = enrollment.steps.find(({ progress }) => progress === 'next')?.task;
  if (!task) return null;
  return (
    <Button
      leftSection={<Check size={14} aria-hidden />}
      loading={isPending}
      onClick={() => mutate({ taskId: task.id })}
    >
      Done
    </Button>
  );
}

/** Where what holds it can be mended. */
function MendLink({ enrollment: { next, contact, mailbox, sequence } }: EnrollmentProps) {
  const link = (to: string, label: string) => (
    <Button component={Link} to={to} variant="default">
      {label}
    </Button>
  );
  switch (next.holdCode) {
    case 'missing-variable':
      return link(`/contacts/${contact.id}`, 'Open the contact');
    case 'bad-template':
      return link(`/sequences/${sequence.id}`, 'Open the steps');
    case 'sequence-paused':
      return link(`/sequences/${sequence.id}`, 'Open the sequence');
    case 'mailbox-unusable':
    case 'no-slot':
      return link(`/mailboxes/${mailbox.id}`, 'Open the mailbox');
    case 'task-open':
      return link('/tasks', 'Open the tasks');
    case 'uncertain':
    case 'send-failed':
    case null:
      return null;
  }
}

/** What one can do about what comes next: skip the wait, resume, mend, try again, decide. */
export function NextActions({ enrollment }: EnrollmentProps) {
  const { tell, pending } = useCommand();
  const { state, next } = enrollment;
  if (state !== 'active' && state !== 'paused') return null;
  const isHeld = state === 'active' && next.holdCode !== null;
  const offered = possibleCommands(enrollment).filter(({ command }) => ON_CARD.has(command));
  return (
    <Group gap="xs" mt={6}>
      {isHeld && next.holdCode === 'uncertain' && (
        <Decide enrollment={enrollment} decisions={['arrived', 'again', 'drop']} />
      )}
      {isHeld && next.holdCode === 'send-failed' && <Decide enrollment={enrollment} decisions={['again', 'drop']} />}
      {isHeld && next.holdCode === 'task-open' && <CompleteTask enrollment={enrollment} />}
      {offered.map(({ command, label, icon: Icon }) => (
        <Button
          key={command}
          variant={command === 'skip-wait' ? 'default' : 'filled'}
          leftSection={<Icon size={14} aria-hidden />}
          loading={pending === command}
          onClick={() => tell(enrollment, command)}
        >
          {label}
        </Button>
      ))}
      {isHeld && <MendLink enrollment={enrollment} />}
    </Group>
  );
}
