import { setTimeout as sleep } from 'node:timers/promises';
import MailComposer from 'nodemailer/lib/mail-composer';
import { headerOf } from '../../activities/clients/mime.ts';
import type { Database } from '../../prisma/db.ts';
import { tellWorkflows } from '../../prisma/outbox.ts';
import { tellMailbox } from '../../workflows/mailboxes/messages.ts';
import type { Crowd } from '../people.ts';

/** Every tenth person answers the first mail. */
const isAnswering = (index: number) => index % 10 === 0;
const PAGE = 50;

const replyOf = (to: string, { from, inReplyTo }: { from: string; inReplyTo: string }) =>
  new MailComposer({
    from,
    to,
    subject: 'Re: Question',
    inReplyTo,
    references: inReplyTo,
    text: 'Yes, tell me more.',
  })
    .compile()
    .build();

/** Plays the people in the sandbox who answer: looks for their first mail and replies to it, as a mail server would deliver it. Returns how many did. */
export async function playAnswers(
  db: Database,
  { workspaceId, contacts }: Crowd,
  isOver: () => boolean,
): Promise<number> {
  const answering = new Map(
    contacts.filter((_, index) => isAnswering(index)).map((contact) => [contact.email, contact]),
  );
  const all = answering.size;
  const look = () =>
    db.withWorkspace(workspaceId, async (tx) => {
      const sent = await tx.sandboxMessage.findMany({
        where: { folder: 'sent', envelopeTo: { hasSome: [...answering.keys()] } },
        take: PAGE,
      });
      const fresh = sent.filter(
        ({ envelopeTo }, index) => sent.findIndex((other) => other.envelopeTo[0] === envelopeTo[0]) === index,
      );
      for (const { mailboxId, messageId, envelopeTo, envelopeFrom } of fresh) {
        const raw = await replyOf(envelopeFrom ?? '', { from: envelopeTo[0] ?? '', inReplyTo: messageId ?? '' });
        const reply = { workspaceId, mailboxId, folder: 'inbox' as const, raw: new Uint8Array(raw) };
        await tx.sandboxMessage.create({ data: { ...reply, messageId: headerOf(raw, 'message-id') } });
        await tellWorkflows(tx, [tellMailbox.arrived(mailboxId)]);
      }
      return fresh.map(({ envelopeTo }) => envelopeTo[0] ?? '');
    });
  while (!isOver() && answering.size > 0) {
    await sleep(300);
    for (const address of await look().catch(() => [])) answering.delete(address); // the database may be down just now
  }
  return all - answering.size;
}
