import { bindingLimit, type SlotLimit } from '../sending/rules.ts';
import type { EnrollmentState, HoldCode } from './rules.ts';

/** What is known about what an enrollment does next. */
export type NextFacts = {
  state: EnrollmentState;
  /** What the contact is called. */
  contactName: string;
  mailboxEmail: string;
  /** The step that is waited for; `ordinal` counts the steps of its kind. */
  step: { ordinal: number; kind: 'mail' | 'manual_mail' | 'task' | 'call' | 'wait'; title: string | null } | null;
  at: number | null;
  dueAt: number | null;
  limits: SlotLimit[];
  holdCode: HoldCode | null;
  /** What a person must decide or mend, in words. */
  attention: string | null;
  postponedUntil: number | null;
  /** Why the policy of the workspace, or its mailbox, keeps the mail back, in words; null once that is over. */
  refusal: string | null;
  /** Whether the mail has been handed over, and the provider is being asked what became of it. */
  isAsked: boolean;
  pausedAt: number | null;
  endedAt: number | null;
  endReason: string | null;
};

/** What happens next and when; why not sooner; and how much it asks of the reader. */
export type NextWords = { headline: string; why: string | null; tone: 'calm' | 'held' | 'attention' | 'ended' };

export type Reader = { now: number; zone: string };

const DAY_MS = 86_400_000;
const OVERDUE_MS = 120_000;

const part = (at: number, zone: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options }).format(at);

/** How many local days lie between two instants. */
function daysBetween(from: number, to: number, zone: string): number {
  const day = (at: number) => Date.parse(new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(at));
  return Math.round((day(to) - day(from)) / DAY_MS);
}

/** An instant as people say it: "today 14:05", "Monday 09:12", "Mon 5 Jan 09:00". */
export function whenWords(at: number, { now, zone }: Reader): string {
  const time = part(at, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const days = daysBetween(now, at, zone);
  if (days === 0) return `today ${time}`;
  if (days === 1) return `tomorrow ${time}`;
  if (days === -1) return `yesterday ${time}`;
  if (Math.abs(days) < 7) return `${part(at, zone, { weekday: 'long' })} ${time}`;
  const isThisYear = part(at, zone, { year: 'numeric' }) === part(now, zone, { year: 'numeric' });
  const date = part(at, zone, { weekday: 'short', day: 'numeric', month: 'short' }).replace(',', '');
  return `${date}${isThisYear ? '' : ` ${part(at, zone, { year: 'numeric' })}`} ${time}`;
}

const spanWords = (ms: number) => (ms >= 120_000 && ms % 60_000 === 0 ? `${ms / 60_000} min` : `${ms / 1000} s`);

function limitWords({ code, until, detail }: SlotLimit, reader: Reader): string {
  const when = whenWords(until, reader);
  switch (code) {
    case 'closed':
      return `is closed until ${when}`;
    case 'holiday':
      return `rests for ${detail ?? 'a holiday'} until ${when}`;
    case 'daily-limit':
      return `has given away its ${detail} mails a day until ${when}`;
    case 'turn':
      return `has given away its ${detail} first mails a day until ${when} (the rest is kept for follow-ups)`;
    case 'gap':
      return `keeps ${spanWords(Number(detail))} between mails`;
  }
}

const listed = (parts: string[]) =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')}, and ${parts.at(-1)}`;

/** Why a mail does not leave sooner; the limit that moved it most comes first. */
function whyNotSooner({ at, dueAt, limits, mailboxEmail, postponedUntil, refusal }: NextFacts, reader: Reader): string {
  const isAway = postponedUntil !== null && postponedUntil > reader.now;
  const away = refusal ? `${refusal} ` : isAway ? 'The contact is away until then. ' : '';
  const worst = bindingLimit(limits);
  if (!worst) return away.trim() || 'Nothing holds it but its delay.';
  const rest = limits.filter((limit) => limit !== worst).toSorted((a, b) => b.byMs - a.byMs);
  const reasons = `${mailboxEmail} ${listed([worst, ...rest].map((limit) => limitWords(limit, reader)))}.`;
  const due = dueAt === null || refusal ? '' : whenWords(dueAt, reader);
  if (!due || (at !== null && due === whenWords(at, reader))) return `${away}${reasons}`;
  return `${away}It ${dueAt !== null && dueAt < reader.now ? 'was' : 'is'} due ${due}; ${reasons}`;
}

const quoted = (title: string | null, fallback: string) => (title ? `"${title}"` : fallback);

function stepWords(step: NextFacts['step']): string {
  if (!step) return 'The next step';
  switch (step.kind) {
    case 'mail':
      return `Mail ${step.ordinal}`;
    case 'manual_mail':
      return `The task to write ${quoted(step.title, 'a mail by hand')}`;
    case 'task':
      return `The task ${quoted(step.title, 'of the step')}`;
    case 'call':
      return `The call ${quoted(step.title, 'of the step')}`;
    case 'wait':
      return 'The wait';
  }
}

const VERBS = { mail: 'leaves', manual_mail: 'comes', task: 'comes', call: 'comes', wait: 'ends' } as const;

/** The mail is out, and its outcome is not known: the provider is asked once more. */
const asked = ({ at, step, mailboxEmail }: NextFacts & { at: number }, reader: Reader): NextWords => ({
  headline: `Nobody knows yet whether ${stepWords(step).toLowerCase()} arrived.`,
  why: `${mailboxEmail} is asked again ${whenWords(Math.max(at, reader.now), reader)}, for its list of sent mails may lag. If it never knows, you decide.`,
  tone: 'held',
});

function waiting(facts: NextFacts & { at: number }, reader: Reader): NextWords {
  if (facts.isAsked) return asked(facts, reader);
  const verb = facts.step ? VERBS[facts.step.kind] : 'comes';
  if (facts.at > reader.now) {
    const headline = `${stepWords(facts.step)} ${verb} ${whenWords(facts.at, reader)}.`;
    return { headline, why: whyNotSooner(facts, reader), tone: 'calm' };
  }
  const isOverdue = reader.now - facts.at > OVERDUE_MS;
  const why = isOverdue
    ? `It was due ${whenWords(facts.at, reader)}, and is taken as soon as the engine gets to it.`
    : null;
  return { headline: `${stepWords(facts.step)} ${verb} any moment.`, why, tone: 'calm' };
}

function held(facts: NextFacts, code: HoldCode): NextWords {
  const { attention, mailboxEmail, step } = facts;
  const mail = stepWords(step);
  switch (code) {
    case 'sequence-paused':
      return {
        headline: 'Held: the sequence is paused.',
        why: `${mail} goes on when the sequence is active again.`,
        tone: 'held',
      };
    case 'mailbox-unusable':
      return {
        headline: `Held: ${mailboxEmail} cannot send.`,
        why: 'Connect the mailbox again or switch it on; its mails wait until then.',
        tone: 'attention',
      };
    case 'task-open':
      return {
        headline: `Waits for ${quoted(step?.title ?? null, 'its task')} to be done.`,
        why: 'It goes on as soon as somebody completes the task.',
        tone: 'held',
      };
    case 'missing-variable':
      return { headline: 'Held: a variable has no value.', why: attention, tone: 'attention' };
    case 'bad-template':
      return { headline: 'Held: the wording cannot be used.', why: attention, tone: 'attention' };
    case 'uncertain':
      return { headline: `Nobody knows whether ${mail.toLowerCase()} arrived.`, why: attention, tone: 'attention' };
    case 'send-failed':
      return { headline: `${mail} was refused.`, why: attention, tone: 'attention' };
    case 'no-slot':
      return { headline: `There is no free slot for ${mail.toLowerCase()}.`, why: attention, tone: 'attention' };
  }
}

const ENDS: Record<string, (name: string) => string> = {
  finished: () => 'Finished: every step is done.',
  replied: (name) => `Ended: ${name} replied.`,
  bounced: (name) => `Ended: the address of ${name} bounced.`,
  unsubscribed: (name) => `Ended: ${name} gets no more mail.`,
  complained: (name) => `Ended: ${name} complained.`,
  stopped: () => 'Ended: a person stopped it.',
  failed: () => 'Ended: it failed.',
};

/** Says what an enrollment does next, when, and why not sooner. */
export function nextWords(facts: NextFacts, reader: Reader): NextWords {
  const { state, step, at, holdCode, pausedAt, endedAt } = facts;
  if (state === 'paused')
    return {
      headline: 'Paused.',
      why: `${pausedAt === null ? 'By a person' : `Since ${whenWords(pausedAt, reader)}`}. Resume it, and ${step ? stepWords(step).replace(/^The/, 'the') : 'the next step'} is planned anew.`,
      tone: 'held',
    };
  if (state !== 'active') {
    const headline = (ENDS[facts.endReason ?? ''] ?? (() => 'Ended.'))(facts.contactName);
    return { headline, why: endedAt === null ? null : `It ended ${whenWords(endedAt, reader)}.`, tone: 'ended' };
  }
  if (holdCode) return held(facts, holdCode);
  if (at === null) return { headline: 'The next step is being planned.', why: null, tone: 'calm' };
  return waiting({ ...facts, at }, reader);
}
