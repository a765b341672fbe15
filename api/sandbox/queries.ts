import type { OpenedMail } from '../../activities/clients/sandbox/opened-mail.ts';
import type { Tx } from '../../prisma/db.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import type { Answer, Given } from '../contract/base.ts';
import type { getSandboxMessage as getContract, listSandboxMessages as listContract } from '../contract/sandbox.ts';
import type { Context } from '../http/context.ts';
import { cutPage, unpackCursor } from '../http/cursor.ts';
import { findMail, opened, ourLink, type SandboxMail } from './find.ts';

type Item = Answer<typeof listContract>['items'][number];
type Row = {
  id: string;
  uid: string;
  mailboxId: string;
  mailboxEmail: string;
  folder: 'sent' | 'inbox';
  subject: string | null;
  from: string | null;
  to: string[];
  played: string[];
  createdAt: Date;
};

const itemOf = ({ uid: _uid, createdAt, ...row }: Row): Item => ({ ...row, at: createdAt.getTime() });

/** A text as a part of any other, for LIKE. */
const anywhere = (text: string) => `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

/** What sandbox mailboxes sent or got, the newest first. */
export function listMessages(
  { inWorkspace }: Context,
  { folder, mailboxId, search, cursor, limit }: Given<typeof listContract>,
): Promise<Answer<typeof listContract>> {
  const [before] = cursor ? unpackCursor(cursor) : [];
  const conditions = [
    Prisma.sql`mail.workspace_id = current_workspace() AND mail.folder = ${folder}::sandbox_folder`,
    ...(mailboxId ? [Prisma.sql`mail.mailbox_id = ${mailboxId}::uuid`] : []),
    ...(before === undefined ? [] : [Prisma.sql`mail.uid < ${BigInt(before ?? 0)}`]),
    ...(search
      ? [
          Prisma.sql`concat_ws(' ', mail.subject, mail.envelope_from, array_to_string(mail.envelope_to, ' ')) ILIKE ${anywhere(search)}`,
        ]
      : []),
  ];
  return inWorkspace(async (tx) => {
    const rows = await tx.$queryRaw<Row[]>`
      SELECT mail.id, mail.uid::text AS uid, mail.mailbox_id AS "mailboxId", mailbox.email::text AS "mailboxEmail", mail.folder::text AS folder,
        mail.subject, mail.envelope_from AS "from", coalesce(mail.envelope_to, '{}') AS "to", coalesce(mail.played, '{}') AS played, mail.created_at AS "createdAt"
      FROM sandbox_messages AS mail JOIN mailboxes AS mailbox ON mailbox.id = mail.mailbox_id
      WHERE ${Prisma.join(conditions, ' AND ')} ORDER BY mail.uid DESC LIMIT ${limit + 1}`;
    const { items, nextCursor } = cutPage(rows, limit, ({ uid }) => [uid]);
    return { items: items.map(itemOf), nextCursor };
  });
}

/** Of a longer mail the source is shown up to here: what follows is attachments. */
const MAX_SOURCE = 200_000;

/** Takes the pictures out that count opens: whoever looks here is not the recipient. */
const uncounted = (html: string, secret: string, images: string[]) =>
  images
    .filter((url) => ourLink(secret, url, 'open'))
    .reduce((rest, url) => rest.replaceAll(url.replaceAll('&', '&amp;'), 'data:,').replaceAll(url, 'data:,'), html);

/** Whom a mail concerns: by the ledger for one that was sent, by how it was sorted for one that came in. */
function concernsOf(tx: Tx, { folder, mailboxId, messageId, uid }: SandboxMail) {
  const select = { contactId: true, enrollmentId: true };
  if (folder === 'inbox')
    return tx.emailMessage.findUnique({
      where: { mailboxId_externalId: { mailboxId, externalId: `sandbox/${uid}` } },
      select,
    });
  return messageId ? tx.outboundEmail.findFirst({ where: { mailboxId, messageId }, select }) : null;
}

/** What came back to a mail, and how each was sorted. */
async function answersTo(tx: Tx, { id, mailboxId }: SandboxMail): Promise<Answer<typeof getContract>['answers']> {
  const answers = await tx.sandboxMessage.findMany({
    where: { inReplyToId: id, mailboxId },
    select: { id: true, uid: true, subject: true, createdAt: true },
    orderBy: { uid: 'asc' },
    take: 100,
  });
  const externalIds = answers.map(({ uid }) => `sandbox/${uid}`);
  const sorted = await tx.emailMessage.findMany({
    where: { mailboxId, externalId: { in: externalIds }, handledAt: { not: null } },
    select: { externalId: true, kind: true },
  });
  return answers.map(({ uid, createdAt, ...answer }) => ({
    ...answer,
    at: createdAt.getTime(),
    kind: sorted.find(({ externalId }) => externalId === `sandbox/${uid}`)?.kind ?? null,
  }));
}

function shownOf({ from, to, headers, text, html, links, images, unsubscribeUrl }: OpenedMail, secret: string) {
  return {
    fromName: from.name || null,
    toName: to.name || null,
    headers,
    text,
    html: html && uncounted(html, secret, images),
    links,
    countsOpens: images.some((url) => ourLink(secret, url, 'open')),
    countsClicks: links.some(({ url }) => ourLink(secret, url, 'click')),
    mayUnsubscribe: unsubscribeUrl !== null,
  };
}

/** One mail as its recipient sees it. */
export function getMessage(
  { inWorkspace, deps }: Context,
  { messageId }: Given<typeof getContract>,
): Promise<Answer<typeof getContract>> {
  return inWorkspace(async (tx) => {
    const mail = await findMail(tx, messageId);
    const concerns = await concernsOf(tx, mail);
    return {
      ...shownOf(await opened(mail), deps.linkSecret),
      id: mail.id,
      mailboxId: mail.mailboxId,
      mailboxEmail: mail.mailbox.email,
      folder: mail.folder,
      subject: mail.subject,
      from: mail.envelopeFrom,
      to: mail.envelopeTo,
      played: mail.played,
      at: mail.createdAt.getTime(),
      raw: new TextDecoder().decode(mail.raw.subarray(0, MAX_SOURCE)),
      isCut: mail.raw.length > MAX_SOURCE,
      contactId: concerns?.contactId ?? null,
      enrollmentId: concerns?.enrollmentId ?? null,
      answers: await answersTo(tx, mail),
    };
  });
}
