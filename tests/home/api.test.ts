import { expect, test } from 'vitest';
import { pauseSender } from '../../activities/sending/sender-pause.ts';
import { withApi } from '../helpers/api.ts';
import { make } from '../helpers/make.ts';

test('the first page says what is due, what is wrong, what leaves next and who answered, and nothing of other workspaces', () =>
  withApi(async ({ db, signUp }) => {
    const [ours, theirs] = [await signUp(), await signUp()];
    const now = Date.now();
    const fill = (place: typeof ours) =>
      db.withWorkspace(place.workspaceId, async (tx) => {
        const { workspaceId } = place;
        const mailboxId = await make.mailbox(tx, place, {
          health: 'failing',
          healthCode: 'unreachable',
          healthReason: 'The server does not answer.',
        });
        const contactId = await make.contact(tx, place);
        const mail = {
          workspaceId,
          kind: 'sequence' as const,
          mailboxId,
          contactId,
          toAddress: 'ada@customer.example',
          dueAt: new Date(now),
        };
        await tx.outboundEmail.create({
          data: { ...mail, key: 'next', state: 'reserved', slotAt: new Date(now + 1_000) },
        });
        await tx.outboundEmail.create({
          data: { ...mail, key: 'gone', state: 'sent', sentAt: new Date(now - 1), repliedAt: new Date(now) },
        });
        await tx.task.create({ data: { workspaceId, title: 'Call', dueAt: new Date(now - 1) } });
        await tx.emailMessage.create({
          data: {
            workspaceId,
            mailboxId,
            externalId: 'in/1',
            direction: 'inbound',
            kind: 'human',
            contactId,
            snippet: 'Tell me more',
            handledAt: new Date(now),
            receivedAt: new Date(now),
          },
        });
      });
    await fill(ours);
    await fill(theirs);
    const home = await ours.rpc.home.getHome();
    expect(home.counts).toMatchObject({ tasksDue: 1, sentToday: 1, repliesToday: 1 });
    expect(home.troubles).toMatchObject([
      { kind: 'mailbox', code: 'unreachable', sentence: 'The server does not answer.' },
    ]);
    expect(home.nextMails).toMatchObject([{ contactName: 'Ada Lovelace', at: now + 1_000 }]);
    expect(home.replies).toMatchObject([{ contactName: 'Ada Lovelace', snippet: 'Tell me more' }]);
    expect(home.days).toHaveLength(21);
    expect(home.days.reduce((sum, { sent }) => sum + sent, 0)).toBe(1);
  }));

test('a mailbox that its server shut is wrong once, with the reason of the server', () =>
  withApi(async ({ db, signUp }) => {
    const person = await signUp();
    const now = Date.now();
    const fault = { code: '5.7.26', reason: 'The domain fails DMARC.', now };
    await db.withWorkspace(person.workspaceId, async (tx) => {
      const sender = { email: 'robin@acme.example' };
      const id = await make.mailbox(tx, person, { ...sender, health: 'failing', healthReason: 'Refused.' });
      await make.mailbox(tx, person, { email: 'kim@other.example' });
      await pauseSender(tx, { id, ...sender }, { ...fault, scope: 'mailbox' });
      await pauseSender(tx, { id, ...sender }, { ...fault, scope: 'domain' });
    });
    const { troubles } = await person.rpc.home.getHome();
    expect(troubles).toMatchObject([
      { kind: 'mailbox', code: '5.7.26', title: 'robin@acme.example', sentence: 'The domain fails DMARC.', since: now },
    ]);
  }));

test('an answer shows its new words, without the history that it quotes', () =>
  withApi(async ({ db, signUp }) => {
    const person = await signUp();
    const { workspaceId } = person;
    await db.withWorkspace(workspaceId, async (tx) => {
      const mailboxId = await make.mailbox(tx, person);
      const at = new Date();
      const { id: messageId } = await tx.emailMessage.create({
        data: {
          ...{ workspaceId, mailboxId, externalId: 'in/1', direction: 'inbound', kind: 'human' },
          ...{ snippet: 'Thursday. On Monday, Robin wrote: > Hi', handledAt: at, receivedAt: at },
        },
      });
      await tx.emailBody.create({ data: { workspaceId, messageId, newText: 'Thursday.' } });
    });
    expect((await person.rpc.home.getHome()).replies).toMatchObject([{ snippet: 'Thursday.' }]);
  }));
