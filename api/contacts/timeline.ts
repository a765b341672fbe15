import type { z } from 'zod';
import type { Tx } from '../../prisma/db.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { type EnrollmentId, idOf, type UserId } from '../../workflows/ids.ts';
import type { Given } from '../contract/base.ts';
import type { listTimeline as contract, TimelineItem } from '../contract/contacts.ts';
import type { Context } from '../http/context.ts';
import { cutPage, unpackCursor } from '../http/cursor.ts';
import { machineVisitsOf } from '../sending/machine-visits.ts';
import { readContact } from './queries.ts';

type Item = z.input<typeof TimelineItem>;
type Row = Prisma.ActivityGetPayload<{ include: typeof withUser }>;
type Mail = NonNullable<Item['mail']>;
type Message = NonNullable<Item['message']>;

const withUser = { user: { select: { id: true, name: true } } } satisfies Prisma.ActivityInclude;
const ms = (at: Date | null) => at?.getTime() ?? null;

/** The mails of ours that lines are about. */
async function mailsOf(tx: Tx, ids: string[]): Promise<Map<string, Mail>> {
  const rows = await tx.outboundEmail.findMany({ where: { id: { in: ids } } });
  const messages = await tx.emailMessage.findMany({
    where: { id: { in: rows.flatMap(({ emailMessageId }) => emailMessageId ?? []) } },
    select: { id: true, snippet: true },
  });
  const machineVisits = await machineVisitsOf(
    tx,
    rows.map(({ id }) => id),
  );
  const snippets = new Map(messages.map(({ id, snippet }) => [id, snippet]));
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        state: row.state,
        toAddress: row.toAddress,
        snippet: snippets.get(row.emailMessageId ?? '') ?? null,
        reason: row.errorMessage,
        openedAt: ms(row.openedAt),
        openCount: row.openCount,
        clickedAt: ms(row.clickedAt),
        clickCount: row.clickCount,
        repliedAt: ms(row.repliedAt),
        bouncedAt: ms(row.bouncedAt),
        machineVisits: machineVisits(row.id),
      },
    ]),
  );
}

/** The mails from outside that lines are about. */
async function messagesOf(tx: Tx, ids: string[]): Promise<Map<string, Message>> {
  const rows = await tx.emailMessage.findMany({
    where: { id: { in: ids }, direction: 'inbound' },
    select: { id: true, fromName: true, fromEmail: true, kind: true, snippet: true },
  });
  return new Map(
    rows.map(({ fromName, fromEmail, ...row }) => [row.id, { ...row, from: fromName || fromEmail || null }]),
  );
}

type Metadata = { changes?: Item['changes']; enrollmentId?: string };

function itemOf({ user, metadata, ...row }: Row, about: { mail: Mail | null; message: Message | null }): Item {
  const { changes = [], enrollmentId } = metadata as Metadata;
  const enrollment = row.entityType === 'enrollment' ? row.entityId : enrollmentId;
  return {
    ...about,
    id: row.id,
    type: row.type,
    title: row.title,
    description: row.description,
    occurredAt: row.occurredAt.getTime(),
    user: user && { id: idOf<UserId>(user.id), name: user.name },
    changes: changes.map(({ field, from, to }) => ({ field, from, to })),
    enrollmentId: enrollment ? idOf<EnrollmentId>(enrollment) : null,
  };
}

/** A page of a contact's timeline, the newest first. */
export function listTimeline({ inWorkspace }: Context, { contactId, cursor, limit }: Given<typeof contract>) {
  return inWorkspace(async (tx) => {
    await readContact(tx, contactId);
    const [at, id] = cursor ? unpackCursor(cursor) : [];
    const place = new Date(Number(at ?? 0));
    const rows = await tx.activity.findMany({
      where: {
        contactId,
        ...(cursor ? { OR: [{ occurredAt: { lt: place } }, { occurredAt: place, id: { lt: String(id) } }] } : {}),
      },
      orderBy: [{ occurredAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
      include: withUser,
    });
    const ids = rows.flatMap(({ entityType, entityId }) => (entityType === 'email' ? [entityId] : []));
    const mails = await mailsOf(tx, ids);
    const messages = await messagesOf(tx, ids);
    const items = rows.map((row) =>
      itemOf(row, { mail: mails.get(row.entityId) ?? null, message: messages.get(row.entityId) ?? null }),
    );
    return cutPage(items, limit, (item) => [item.occurredAt, item.id]);
  });
}
