import type { z } from 'zod';
import type { Tx } from '../../prisma/db.ts';
import { type CandidateRow, candidateOf, candidatesSql, mayBeRefusedSql } from '../../prisma/enroll-candidates.ts';
import { type Mailbox, Prisma } from '../../prisma/generated/client.ts';
import { openPlan, PLAN_HORIZON_MS } from '../../prisma/slot-plan.ts';
import { placeAll } from '../../workflows/sending/slots.calc.ts';
import {
  type Candidate,
  type EnrollRefusal,
  enrollRefusalSentence,
  nameOf,
  whyNotEnroll,
} from '../../workflows/sequences/rules.ts';
import { mailsFrom, stepDueAt, zoneOf } from '../../workflows/sequences/step.calc.ts';
import type { Answer, Given } from '../contract/base.ts';
import type { checkEnroll as contract, Refused } from '../contract/enrolling.ts';
import type { Context } from '../http/context.ts';
import { findTarget, resolveSelection } from './enroll.ts';
import type { SequenceRow } from './find.ts';

const EXAMPLES = 50;
/** More than so many are not planned ahead for a forecast: somebody waits for the answer. */
const FORECAST_LIMIT = 10_000;

type Group = Omit<Candidate, 'email' | 'bouncedAt' | 'unsubscribedAt'> & {
  hasEmail: boolean;
  hasBounced: boolean;
  hasUnsubscribed: boolean;
  count: number;
};

/** Counts candidates by all that decides, so that the one rule judges each kind once. */
const groupsOf = (tx: Tx, candidates: Prisma.Sql) => tx.$queryRaw<Group[]>`
  SELECT coalesce(email, '') <> '' AS "hasEmail", "deletedAt" IS NOT NULL AS "isDeleted", "bouncedAt" IS NOT NULL AS "hasBounced",
    "unsubscribedAt" IS NOT NULL AS "hasUnsubscribed", "isSuppressed", "isEnrolledHere", "isInExclusiveSequence", count(*)::int AS count
  FROM (${candidates}) AS candidates GROUP BY 1, 2, 3, 4, 5, 6, 7`;

function countReasons(groups: Group[], sequence: SequenceRow) {
  const counts = new Map<EnrollRefusal | null, number>();
  for (const { hasEmail, hasBounced, hasUnsubscribed, count, ...flags } of groups) {
    const code = whyNotEnroll(
      {
        ...flags,
        email: hasEmail ? 'somebody' : null,
        bouncedAt: hasBounced ? 0 : null,
        unsubscribedAt: hasUnsubscribed ? 0 : null,
      },
      sequence,
    );
    counts.set(code, (counts.get(code) ?? 0) + count);
  }
  const reasons = [...counts].flatMap(([code, count]) => (code ? [{ code, count }] : []));
  return { ready: counts.get(null) ?? 0, reasons: reasons.toSorted((a, b) => b.count - a.count) };
}

async function examplesOf(tx: Tx, candidates: Prisma.Sql, sequence: SequenceRow): Promise<z.input<typeof Refused>[]> {
  const rows = await tx.$queryRaw<CandidateRow[]>`
    SELECT * FROM (${candidates}) AS candidates WHERE ${mayBeRefusedSql(sequence)} ORDER BY id LIMIT ${EXAMPLES}`;
  return rows.flatMap((row) => {
    const code = whyNotEnroll(candidateOf(row), sequence);
    const name = nameOf(row);
    return code ? [{ contactId: row.id, name, code, sentence: enrollRefusalSentence(code, name) }] : [];
  });
}

type Forecast = { candidates: Prisma.Sql; sequence: SequenceRow; mailbox: Mailbox; ready: number };

/** When the first and the last of these first mails would leave, by the mailbox's plan of this moment. Nothing is reserved. */
async function forecast(tx: Tx, { candidates, sequence, mailbox, ready }: Forecast) {
  const [step] = sequence.steps;
  if (!step || step.kind !== 'mail' || ready === 0 || ready > FORECAST_LIMIT) return null;
  const zones = await tx.$queryRaw<{ timeZone: string | null; count: number }[]>`
    SELECT "timeZone", count(*)::int AS count FROM (${candidates}) AS candidates
    WHERE NOT ${mayBeRefusedSql(sequence)} GROUP BY "timeZone"`;
  const now = Date.now();
  const requests = zones.flatMap(({ timeZone, count }) => {
    const clocks = { contact: { timeZone }, mailbox };
    const request = {
      dueAt: Math.max(stepDueAt(clocks, step, now), now),
      zone: zoneOf(clocks, step),
      isFollowUp: false,
      mailsToCome: mailsFrom(sequence.steps, step),
      fairnessKey: sequence.id,
    };
    return Array.from({ length: count }, () => request);
  });
  const plan = await openPlan(tx, mailbox, { from: now, to: now + PLAN_HORIZON_MS });
  const instants = placeAll(plan, requests).flatMap(({ slot }) => slot?.at ?? []);
  const [first] = instants;
  if (first === undefined) return null;
  const edge = (pick: (a: number, b: number) => number) => instants.reduce((found, at) => pick(found, at), first);
  return { firstAt: edge(Math.min), lastAt: edge(Math.max) };
}

/** Says before anybody is enrolled who can be, who cannot and why, and when the mails would leave. */
export function checkEnroll(
  { inWorkspace }: Context,
  { sequenceId, mailboxId, selection }: Given<typeof contract>,
): Promise<Answer<typeof contract>> {
  return inWorkspace(async (tx) => {
    const { sequence, mailbox } = await findTarget(tx, { sequenceId, mailboxId });
    const { where, total } = await resolveSelection(tx, selection);
    const candidates = candidatesSql(sequenceId, where);
    const { ready, reasons } = countReasons(await groupsOf(tx, candidates), sequence);
    return {
      total,
      ready,
      reasons,
      examples: reasons.length > 0 ? await examplesOf(tx, candidates, sequence) : [],
      forecast: await forecast(tx, { candidates, sequence, mailbox, ready }),
    };
  });
}
