import type { EndReason } from '../sequences/rules.ts';

/** What a workspace asks of all its senders together, whatever sends: null or 0 switches a rule off. */
export type SendingPolicy = {
  /** At most so many mails to one contact... */
  capMails: number | null;
  /** ...in so many days. */
  capDays: number;
  /** So long a contact is left alone after any mail. */
  hoursBetween: number;
  /** So long a company belongs to the member who wrote there last. */
  companyDays: number | null;
  /** A reply in one sequence ends the others of that contact. */
  stopsOnReplyAnywhere: boolean;
};

/** What holds where a workspace has said nothing. */
export const DEFAULT_POLICY: SendingPolicy = {
  capMails: 5,
  capDays: 7,
  hoursBetween: 0,
  companyDays: null,
  stopsOnReplyAnywhere: true,
};

/** The policy of a workspace, from what it has said. */
export const policyOf = (said: unknown): SendingPolicy => ({ ...DEFAULT_POLICY, ...(said as Partial<SendingPolicy>) });

/** A mail that reached somebody: when, and from whom. */
export type Touch = { at: number; who: string };

/** All that the policy looks at, right before a mail leaves. */
export type PolicyFacts = {
  now: number;
  /** The zone in which its sentences name days. */
  zone: string;
  contactName: string;
  companyName: string;
  /** The mails that reached the contact lately, the newest first. */
  touches: Touch[];
  /** The last mail of another member to the same company, within the days that it counts. */
  colleague: Touch | null;
  /** Another member whose sequence goes on in the same company. */
  underWay: { who: string } | null;
  /** When the contact answered in another sequence, after this one began. */
  repliedAt: number | null;
};

export type PolicyRule = 'replied-elsewhere' | 'too-soon' | 'frequency-cap' | 'company-taken';

/** Whether a mail may leave now; else until when it must not, or that it never must. */
export type PolicyVerdict =
  | { kind: 'go' }
  | { kind: 'wait'; rule: PolicyRule; until: number; sentence: string }
  | { kind: 'stop'; rule: PolicyRule; reason: EndReason; sentence: string };

type Check = (policy: SendingPolicy, facts: PolicyFacts) => PolicyVerdict | null;

const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** How long to leave a company alone whose conversation has no end in sight, before it is looked at again. */
const LOOK_AGAIN_MS = DAY_MS;

const dayWords = (at: number, zone: string) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long' }).format(at);
const count = (number: number, unit: string) => `${number} ${unit}${number === 1 ? '' : 's'}`;
const spanWords = (hours: number) => (hours % 24 === 0 ? count(hours / 24, 'day') : count(hours, 'hour'));

const repliedElsewhere: Check = ({ stopsOnReplyAnywhere }, { repliedAt, contactName, zone }) =>
  stopsOnReplyAnywhere && repliedAt !== null
    ? {
        kind: 'stop',
        rule: 'replied-elsewhere',
        reason: 'replied',
        sentence: `${contactName} replied in another sequence on ${dayWords(repliedAt, zone)}; in your workspace that ends all of them.`,
      }
    : null;

const tooSoon: Check = ({ hoursBetween }, { touches: [last], contactName, now, zone }) => {
  const until = last ? last.at + hoursBetween * HOUR_MS : 0;
  return last && until > now
    ? {
        kind: 'wait',
        rule: 'too-soon',
        until,
        sentence: `${contactName} got a mail from ${last.who} on ${dayWords(last.at, zone)}; your workspace leaves ${spanWords(hoursBetween)} between mails.`,
      }
    : null;
};

const capReached: Check = ({ capMails, capDays }, { touches, contactName, now }) => {
  const oldest = capMails === null ? undefined : touches[capMails - 1];
  const until = oldest ? oldest.at + capDays * DAY_MS : 0;
  return oldest && until > now
    ? {
        kind: 'wait',
        rule: 'frequency-cap',
        until,
        sentence: `${contactName} got ${count(capMails ?? 0, 'mail')} within ${count(capDays, 'day')}, which is as many as your workspace allows.`,
      }
    : null;
};

const companyTaken: Check = ({ companyDays }, { colleague, underWay, companyName, now, zone }) => {
  if (companyDays === null) return null;
  const quietAt = colleague ? colleague.at + companyDays * DAY_MS : 0;
  if (quietAt <= now && !underWay) return null;
  const until = quietAt > now ? quietAt : now + LOOK_AGAIN_MS;
  const wrote = colleague ? `${colleague.who} wrote to ${companyName} on ${dayWords(colleague.at, zone)}` : null;
  const sentence = wrote
    ? `${wrote}; your workspace lets one person at a time write to a company, and ${count(companyDays, 'day')} pass before the next.`
    : `${underWay?.who} has a sequence under way at ${companyName}; your workspace lets one person at a time write to a company.`;
  return { kind: 'wait', rule: 'company-taken', until, sentence };
};

/** Every rule of the policy, in the order in which they are told. A new one is one line here. */
const CHECKS: Check[] = [repliedElsewhere, tooSoon, capReached, companyTaken];

/** Asks every rule: one that stops counts before those that wait, and of those the one that waits longest. */
export function judgePolicy(policy: SendingPolicy, facts: PolicyFacts): PolicyVerdict {
  const verdicts = CHECKS.flatMap((check) => check(policy, facts) ?? []);
  const stop = verdicts.find(({ kind }) => kind === 'stop');
  if (stop) return stop;
  return verdicts.reduce<PolicyVerdict>(
    (longest, verdict) =>
      verdict.kind === 'wait' && (longest.kind !== 'wait' || verdict.until > longest.until) ? verdict : longest,
    { kind: 'go' },
  );
}

/** What must be known of the past for this policy: how many mails, and since when. */
export const reachOf = ({ capMails, capDays, hoursBetween }: SendingPolicy) => ({
  most: Math.max(capMails ?? 0, hoursBetween > 0 ? 1 : 0),
  forMs: Math.max(capMails === null ? 0 : capDays * DAY_MS, hoursBetween * HOUR_MS),
});
