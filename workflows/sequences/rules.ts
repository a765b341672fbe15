/** Why an enrollment ended. */
export type EndReason = 'replied' | 'bounced' | 'unsubscribed' | 'complained' | 'finished' | 'stopped' | 'failed';

/** The state that an enrollment shows; an ended one keeps its reason beside it. */
export type EnrollmentState =
  | 'active'
  | 'paused'
  | 'completed'
  | 'replied'
  | 'bounced'
  | 'unsubscribed'
  | 'failed'
  | 'stopped';

/** What an enrollment waits for when no clock will wake it: a person, or something that a person mends. */
export type HoldCode =
  | 'sequence-paused'
  | 'mailbox-unusable'
  | 'missing-variable'
  | 'bad-template'
  | 'task-open'
  | 'uncertain'
  | 'send-failed'
  | 'no-slot';

/** What comes next for an enrollment, as the last step left it. */
export type Next =
  | { kind: 'wait'; until: number; summary: string }
  | { kind: 'hold'; code: HoldCode; summary: string }
  | { kind: 'end'; reason: EndReason };

/** What the workflow of an enrollment has been told. */
export type Facts = {
  next: Next;
  ended: EndReason | null;
  isPaused: boolean;
  /** Set when something that held it is mended: look again. */
  isWoken: boolean;
  /** A new due time for the step that is waited for: sooner when a person skips the wait, later when the contact is away. */
  newDueAt: number | null;
};

export type Move =
  | { kind: 'take' }
  | { kind: 'wait'; until: number; summary: string }
  | { kind: 'hold'; code: HoldCode; summary: string }
  | { kind: 'pause' }
  | { kind: 'replan'; dueAt: number }
  | { kind: 'end'; reason: EndReason };

/** What an enrollment does next. A reply beats a due step: nobody gets mail after answering. */
export function nextMove({ next, ended, isPaused, isWoken, newDueAt }: Facts, now: number): Move {
  if (ended) return { kind: 'end', reason: ended };
  if (next.kind === 'end') return next;
  if (isPaused) return { kind: 'pause' };
  if (newDueAt !== null) return { kind: 'replan', dueAt: newDueAt };
  if (next.kind === 'hold') return isWoken ? { kind: 'take' } : next;
  return next.until > now && !isWoken ? next : { kind: 'take' };
}

/** The state in which an ended enrollment is left. */
export function stateAfter(reason: EndReason): EnrollmentState {
  switch (reason) {
    case 'finished':
      return 'completed';
    case 'complained':
      return 'unsubscribed';
    default:
      return reason;
  }
}

/** What a person can tell an enrollment. */
export type EnrollCommand = 'pause' | 'resume' | 'skip-wait' | 'stop' | 'retry';

/** Why a command makes no sense for an enrollment now, in words; null when it does. */
export function whyNotCommand(
  command: EnrollCommand,
  { state, holdCode, isWaiting }: { state: EnrollmentState; holdCode: HoldCode | null; isWaiting: boolean },
): string | null {
  if (state !== 'active' && state !== 'paused') return `It has ended already (${state}). Enroll the contact again.`;
  if (command === 'stop') return null;
  if (command === 'resume') return state === 'paused' ? null : 'It is not paused.';
  if (state === 'paused') return command === 'pause' ? 'It is paused already.' : 'It is paused. Resume it first.';
  if (command === 'pause') return null;
  if (command === 'skip-wait')
    return isWaiting && !holdCode ? null : 'It waits for no instant that could be skipped. See what holds it.';
  if (!holdCode) return 'Nothing holds it; it goes on by itself.';
  if (holdCode === 'uncertain' || holdCode === 'send-failed')
    return 'Its mail must be decided: whether it is sent again or dropped.';
  return holdCode === 'task-open' ? 'It waits for its task. Complete the task, and it goes on.' : null;
}

/** Why a contact cannot be enrolled. */
export type EnrollRefusal =
  | 'no-address'
  | 'unsubscribed'
  | 'suppressed'
  | 'bounced'
  | 'already-enrolled'
  | 'in-exclusive-sequence'
  | 'deleted'
  | 'no-slot';

export type Candidate = {
  email: string | null;
  isDeleted: boolean;
  bouncedAt: number | null;
  unsubscribedAt: number | null;
  isSuppressed: boolean;
  isEnrolledHere: boolean;
  isInExclusiveSequence: boolean;
};

/** Why this contact cannot be enrolled now, or null. */
export function whyNotEnroll(candidate: Candidate, sequence: { isExclusive: boolean }): EnrollRefusal | null {
  if (candidate.isDeleted) return 'deleted';
  if (!candidate.email) return 'no-address';
  if (candidate.isEnrolledHere) return 'already-enrolled';
  if (candidate.unsubscribedAt !== null) return 'unsubscribed';
  if (candidate.bouncedAt !== null) return 'bounced';
  if (candidate.isSuppressed) return 'suppressed';
  if (sequence.isExclusive && candidate.isInExclusiveSequence) return 'in-exclusive-sequence';
  return null;
}

/** What a contact is called in a sentence. */
export const nameOf = (contact: { firstName: string | null; lastName: string | null; email: string | null }) =>
  [contact.firstName, contact.lastName].filter(Boolean).join(' ') || contact.email || 'a contact without a name';

/** Says an enroll refusal to the person who asked. */
export function enrollRefusalSentence(code: EnrollRefusal, name: string): string {
  const sentences: Record<EnrollRefusal, string> = {
    'no-address': `${name} has no email address. Add one, then enroll again.`,
    unsubscribed: `${name} has unsubscribed. Only the contact can change that.`,
    suppressed: `The address of ${name} is on the suppression list. Remove it there first, if that is right.`,
    bounced: `The address of ${name} bounced. Correct the address, then enroll again.`,
    'already-enrolled': `${name} is in this sequence already.`,
    'in-exclusive-sequence': `${name} is in another exclusive sequence. Wait for its end, or stop it there.`,
    deleted: `${name} is in the trash. Restore the contact first.`,
    'no-slot': `The mailbox has no free slot for ${name} within three years. Raise its daily limit, or choose another mailbox.`,
  };
  return sentences[code];
}
