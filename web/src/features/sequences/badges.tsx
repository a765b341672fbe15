import { Badge } from '@mantine/core';
import { CheckSquare, Clock, type LucideIcon, Mail, PenLine, Phone } from 'lucide-react';
import type { EnrollmentItem, SequenceItem, StepKind } from './sequence.ts';

const STATUSES: Record<SequenceItem['status'], { label: string; color: string }> = {
  draft: { label: 'Draft', color: 'gray' },
  active: { label: 'Active', color: 'teal' },
  paused: { label: 'Paused', color: 'orange' },
  completed: { label: 'Completed', color: 'gray' },
  archived: { label: 'Archived', color: 'gray' },
};

/** Whether a sequence carries people. */
export function StatusBadge({ status }: { status: SequenceItem['status'] }) {
  const { label, color } = STATUSES[status];
  return (
    <Badge color={color} miw="max-content">
      {label}
    </Badge>
  );
}

export const STATES: Record<EnrollmentItem['state'], { label: string; color: string }> = {
  active: { label: 'Under way', color: 'iris' },
  paused: { label: 'Paused', color: 'orange' },
  completed: { label: 'Finished', color: 'gray' },
  replied: { label: 'Replied', color: 'teal' },
  bounced: { label: 'Bounced', color: 'red' },
  unsubscribed: { label: 'Unsubscribed', color: 'red' },
  failed: { label: 'Failed', color: 'red' },
  stopped: { label: 'Stopped', color: 'gray' },
};

/** How somebody stands in a sequence; one that waits for a person says so. */
export function StateBadge({ state, needsYou = false }: { state: EnrollmentItem['state']; needsYou?: boolean }) {
  if (needsYou) return <Badge color="orange">Needs you</Badge>;
  const { label, color } = STATES[state];
  return (
    <Badge color={color} miw="max-content">
      {label}
    </Badge>
  );
}

export const KINDS: Record<StepKind, { label: string; icon: LucideIcon; color: string; hint: string }> = {
  mail: { label: 'Mail', icon: Mail, color: 'iris', hint: 'Leaves by itself' },
  manual_mail: { label: 'Hand-written mail', icon: PenLine, color: 'grape', hint: 'A person writes it first' },
  call: { label: 'Call', icon: Phone, color: 'teal', hint: 'A task to call' },
  task: { label: 'Task', icon: CheckSquare, color: 'cyan', hint: 'Something for a person to do' },
  wait: { label: 'Wait', icon: Clock, color: 'gray', hint: 'Nothing but time' },
};
