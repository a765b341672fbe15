import type { z } from 'zod';
import type { Tx } from '../../prisma/db.ts';
import type { Answer } from '../contract/base.ts';
import type { getNumbers as contract, MailCounts } from '../contract/sequences.ts';
import type { Context } from '../http/context.ts';
import { findSequence, type OfSequence } from './find.ts';
import { countPeople } from './people.ts';

type Counts = z.input<typeof MailCounts>;
type Row = Counts & { stepId: string; variantId: string | null };

const NONE: Counts = {
  ...{ planned: 0, sent: 0, delivered: 0, opened: 0, clicked: 0 },
  ...{ replied: 0, bounced: 0, unsubscribed: 0, failed: 0 },
};
const sum = (rows: Counts[]): Counts =>
  rows.reduce<Counts>(
    (total, row) => ({
      planned: total.planned + row.planned,
      sent: total.sent + row.sent,
      delivered: total.delivered + row.delivered,
      opened: total.opened + row.opened,
      clicked: total.clicked + row.clicked,
      replied: total.replied + row.replied,
      bounced: total.bounced + row.bounced,
      unsubscribed: total.unsubscribed + row.unsubscribed,
      failed: total.failed + row.failed,
    }),
    NONE,
  );

/** What became of the mails of a sequence, by step and wording, in one pass over the ledger. */
const countMails = (tx: Tx, sequenceId: string) => tx.$queryRaw<Row[]>`
  SELECT step_id AS "stepId", variant_id AS "variantId",
    (count(*) FILTER (WHERE state IN ('planned', 'reserved', 'sending')))::int AS planned,
    (count(*) FILTER (WHERE state IN ('sent', 'delivered', 'bounced')))::int AS sent,
    (count(*) FILTER (WHERE state IN ('sent', 'delivered')))::int AS delivered,
    count(opened_at)::int AS opened, count(clicked_at)::int AS clicked, count(replied_at)::int AS replied,
    (count(*) FILTER (WHERE state = 'bounced'))::int AS bounced,
    count(unsubscribed_at)::int AS unsubscribed,
    (count(*) FILTER (WHERE state IN ('failed', 'uncertain')))::int AS failed
  FROM outbound_emails WHERE sequence_id = ${sequenceId}::uuid AND kind = 'sequence' AND step_id IS NOT NULL
  GROUP BY step_id, variant_id`;

/** The numbers of a sequence: in all, by step, and by wording. */
export function getNumbers({ inWorkspace }: Context, { sequenceId }: OfSequence): Promise<Answer<typeof contract>> {
  return inWorkspace(async (tx) => {
    const { steps: living } = await findSequence(tx, sequenceId);
    const rows = await countMails(tx, sequenceId);
    const peopleOf = await countPeople(tx, [sequenceId]);
    const steps = await tx.sequenceStep.findMany({
      where: { sequenceId, OR: [{ deletedAt: null }, { id: { in: rows.map(({ stepId }) => stepId) } }] },
      orderBy: { position: 'asc' },
      include: { variants: { orderBy: { name: 'asc' } } },
    });
    const hasMails = (variantId: string) => rows.some((row) => row.variantId === variantId);
    return {
      total: sum(rows),
      people: peopleOf(sequenceId).people,
      steps: steps.map((step) => {
        const number = living.findIndex(({ id }) => id === step.id) + 1;
        const ofStep = rows.filter(({ stepId }) => stepId === step.id);
        const variants = step.variants.filter(({ id, deletedAt }) => !deletedAt || hasMails(id));
        return {
          stepId: step.id,
          number: number || null,
          kind: step.kind,
          title: step.taskTitle || variants.find(({ subject }) => subject)?.subject || '',
          counts: sum(ofStep),
          variants: variants.map(({ id, name }) => ({
            variantId: id,
            name,
            counts: sum(ofStep.filter(({ variantId }) => variantId === id)),
          })),
        };
      }),
    };
  });
}
