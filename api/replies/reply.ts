import type { z } from 'zod';
import type { Tx } from '../../prisma/db.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { type ContactId, idOf, type MailCorrectionId } from '../../workflows/ids.ts';
import { Refusal } from '../../workflows/refusal.ts';
import type { Understanding } from '../../workflows/replies/correction.calc.ts';
import { shownHtml } from '../../workflows/sending/safe-html.calc.ts';
import type { Answer, Given } from '../contract/base.ts';
import type {
  getReply as contract,
  downloadReply as downloadContract,
  Evidence,
  ThreadMail,
} from '../contract/replies.ts';
import type { Context } from '../http/context.ts';
import { findReply } from './find.ts';
import { classificationOf, itemOf, type ReplyRow, sequencesOf, withAround } from './item.ts';
import { evidenceSentence } from './words.ts';

const THREAD = 50;
const ATTACHMENTS = 50;

const ofThread = {
  body: { select: { text: true, html: true, newText: true } },
  attachments: { take: ATTACHMENTS, select: { id: true, filename: true, contentType: true, size: true } },
} satisfies Prisma.EmailMessageInclude;
type ThreadRow = Prisma.EmailMessageGetPayload<{ include: typeof ofThread }>;

function evidenceOf(row: ReplyRow): z.input<typeof Evidence> {
  const classification = classificationOf(row);
  const trouble = row.handleError;
  if (!classification)
    return {
      ...{
        rule: row.kindRule,
        sentence: 'Not understood: it could not be sorted.',
        confidence: row.kindConfidence,
        trouble,
      },
      ...{ recipients: [], feedbackType: null, away: null, optOut: null },
    };
  const { rule, confidence, recipients, feedbackType, away, reply } = classification;
  return {
    ...{ rule, confidence, feedbackType, trouble, sentence: evidenceSentence(classification) },
    recipients: recipients.map(({ action: _action, ...recipient }) => recipient),
    away: away && { until: away.until, phrase: away.phrase },
    optOut: reply?.optOut?.phrase ?? null,
  };
}

const mailOf = ({
  direction,
  body,
  fromName,
  fromEmail,
  receivedAt,
  sentAt,
  ...row
}: ThreadRow): z.input<typeof ThreadMail> => ({
  id: row.id,
  isOurs: direction === 'outbound',
  from: fromName || fromEmail,
  subject: row.subject,
  newText: body?.newText ?? null,
  text: body?.text ?? null,
  html: body?.html ? shownHtml(body.html) : null,
  at: (direction === 'outbound' ? (sentAt ?? receivedAt) : receivedAt).getTime(),
  attachments: row.attachments,
});

/** The conversation that a mail belongs to, or the mail alone; the oldest first. */
async function threadOf(tx: Tx, { id, threadId }: ReplyRow) {
  const rows = await tx.emailMessage.findMany({
    where: { deletedAt: null, ...(threadId ? { threadId } : { id }) },
    orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }],
    take: THREAD,
    include: ofThread,
  });
  return rows.toReversed().map(mailOf);
}

/** Who stands in for somebody who is away, and whether we know them. */
async function standInOf(tx: Tx, row: ReplyRow) {
  const standIn = classificationOf(row)?.away?.standIn ?? null;
  if (!standIn) return null;
  const known = await tx.contact.findFirst({
    where: { email: standIn.address, deletedAt: null },
    select: { id: true },
  });
  return { ...standIn, contactId: known && idOf<ContactId>(known.id) };
}

async function correctionsOf(tx: Tx, messageId: string) {
  const rows = await tx.mailCorrection.findMany({
    where: { messageId },
    orderBy: { createdAt: 'asc' },
    take: 100,
    include: { user: { select: { name: true } } },
  });
  return rows.map(({ id, kind, was, note, user, createdAt, appliedAt }) => ({
    id: idOf<MailCorrectionId>(id),
    from: was as Understanding,
    to: kind as Understanding,
    note,
    by: user?.name ?? null,
    at: createdAt.getTime(),
    isApplied: appliedAt !== null,
  }));
}

/** A mail that came in, with its conversation and the evidence. */
export function getReply(
  { inWorkspace }: Context,
  { messageId }: Given<typeof contract>,
): Promise<Answer<typeof contract>> {
  return inWorkspace(async (tx) => {
    await findReply(tx, messageId);
    // Read before the rest: what is called carried out here has changed the rest already.
    const corrections = await correctionsOf(tx, messageId);
    const row = await tx.emailMessage.findUniqueOrThrow({ where: { id: messageId }, include: withAround });
    const [raw] = await tx.$queryRaw<{ hasRaw: boolean }[]>`
      SELECT raw IS NOT NULL AS "hasRaw" FROM email_bodies WHERE message_id = ${messageId}::uuid`;
    return {
      ...itemOf(row, await sequencesOf(tx, [row])),
      evidence: evidenceOf(row),
      corrections,
      thread: await threadOf(tx, row),
      standIn: await standInOf(tx, row),
      hasRaw: raw?.hasRaw ?? false,
    };
  });
}

/** The bytes of a mail as they came. A browser saves them: what somebody wrote is never run here. */
export function downloadReply(
  { inWorkspace }: Context,
  { messageId }: Given<typeof downloadContract>,
): Promise<Answer<typeof downloadContract>> {
  return inWorkspace(async (tx) => {
    await findReply(tx, messageId);
    const body = await tx.emailBody.findUnique({ where: { messageId }, select: { raw: true } });
    if (!body?.raw) throw new Refusal('not-found', 'The bytes of this mail are no longer kept.', 'messageId');
    const name = `mail-${messageId}.eml`;
    return {
      headers: { 'content-type': 'message/rfc822', 'content-disposition': `attachment; filename="${name}"` },
      body: new File([body.raw], name, { type: 'message/rfc822' }),
    };
  });
}
