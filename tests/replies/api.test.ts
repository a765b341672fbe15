import { expect, test } from 'vitest';
import type { Tx } from '../../prisma/db.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { idOf, type MailboxId, type MessageId } from '../../workflows/ids.ts';
import { type Person, type TestApi, withApi } from '../helpers/api.ts';
import { make } from '../helpers/make.ts';
import { memberOf } from '../helpers/people.ts';

type Scene = {
  api: TestApi;
  person: Person;
  mailboxId: MailboxId;
  contactId: string;
  inWorkspace: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** A mail that came in, by default a reply of the contact. */
  received: (mail?: Partial<Prisma.EmailMessageUncheckedCreateInput>) => Promise<MessageId>;
};

const withInbox = (work: (scene: Scene) => Promise<void>) =>
  withApi(async (api) => {
    const person = await api.signUp();
    const { workspaceId } = person;
    const inWorkspace = <T>(act: (tx: Tx) => Promise<T>) => api.db.withWorkspace(workspaceId, act);
    const mailboxId = await inWorkspace((tx) => make.mailbox(tx, person));
    const contactId = await inWorkspace((tx) => make.contact(tx, person, { firstName: 'Ada', lastName: 'Lovelace' }));
    let count = 0;
    const received: Scene['received'] = (mail = {}) =>
      inWorkspace(async (tx) => {
        count += 1;
        const { id } = await tx.emailMessage.create({
          data: {
            ...{ workspaceId, mailboxId, contactId, externalId: `in/${count}`, direction: 'inbound' },
            ...{ kind: 'human', understoodAs: 'human', subject: `Mail ${count}`, snippet: 'Yes.' },
            ...{ handledAt: new Date(), receivedAt: new Date(Date.UTC(2026, 10, 1, count)), ...mail },
          },
        });
        await tx.emailBody.create({
          data: { workspaceId, messageId: id, text: 'Yes.', raw: Buffer.from('Subject: x\r\n\r\nYes.') },
        });
        return idOf<MessageId>(id);
      });
    await work({ api, person, mailboxId, contactId, inWorkspace, received });
  });

const subjectsOf = async ({ rpc }: Person, input: Parameters<Person['rpc']['replies']['listReplies']>[0]) =>
  (await rpc.replies.listReplies(input)).items.map(({ subject }) => subject);

test('each view shows its kind, the newest first; a stranger’s mail about nothing of ours is in none', () =>
  withInbox(async ({ person, received }) => {
    await received({ subject: 'first' });
    await received({ subject: 'done', doneAt: new Date() });
    await received({ subject: 'stranger', contactId: null });
    await received({ subject: 'away', kind: 'auto_reply', understoodAs: 'auto_reply' });
    await received({ subject: 'bounce', kind: 'bounce', understoodAs: 'hard_bounce' });
    await received({ subject: 'complaint', kind: 'complaint', understoodAs: 'complaint' });
    await received({ subject: 'riddle', kind: 'unknown', understoodAs: 'unknown' });
    await received({ subject: 'second' });
    expect(await subjectsOf(person, {})).toEqual(['second', 'first']);
    expect(await subjectsOf(person, { view: 'replies' })).toEqual(['second', 'done', 'first']);
    expect(await subjectsOf(person, { view: 'away' })).toEqual(['away']);
    expect(await subjectsOf(person, { view: 'bounces' })).toEqual(['bounce']);
    expect(await subjectsOf(person, { view: 'complaints' })).toEqual(['complaint']);
    expect(await subjectsOf(person, { view: 'unknown' })).toEqual(['riddle']);
    expect(await person.rpc.replies.countReplies()).toEqual({ toAnswer: 2 });
  }));

test('the list pages, and is searched by the beginnings of words and by mailbox', () =>
  withInbox(async ({ person, received, mailboxId, inWorkspace }) => {
    const other = await inWorkspace((tx) => make.mailbox(tx, person, { email: 'other@sender.example' }));
    await received({ subject: 'Prices of the offer' });
    await received({ subject: 'Lunch' });
    await received({ subject: 'Prices again', mailboxId: other });
    const first = await person.rpc.replies.listReplies({ limit: 2 });
    expect(first.items.map(({ subject }) => subject)).toEqual(['Prices again', 'Lunch']);
    expect(await subjectsOf(person, { limit: 2, cursor: first.nextCursor ?? '' })).toEqual(['Prices of the offer']);
    expect(await subjectsOf(person, { search: 'price' })).toEqual(['Prices again', 'Prices of the offer']);
    expect(await subjectsOf(person, { search: 'price', mailboxId })).toEqual(['Prices of the offer']);
    expect(await subjectsOf(person, { search: "!'&" })).toHaveLength(3);
  }));

test('a reply has its writer, its conversation and the evidence; what would count an open is taken out', () =>
  withInbox(async ({ person, received, inWorkspace, contactId, mailboxId }) => {
    const { workspaceId } = person;
    const { id: threadId } = await inWorkspace((tx) => tx.emailThread.create({ data: { workspaceId, mailboxId } }));
    const ours = await received({ direction: 'outbound', threadId, subject: 'Quick question' });
    await inWorkspace((tx) =>
      tx.emailBody.update({
        where: { messageId: ours },
        data: { html: '<p onclick="x()">Hi<img src="http://127.0.0.1/t/o/token.gif" alt=""></p>' },
      }),
    );
    const messageId = await received({
      threadId,
      ...{ kind: 'auto_reply', understoodAs: 'auto_reply' },
      classification: {
        ...{ kind: 'auto_reply', rule: 'rfc3834-auto-submitted', confidence: 0.98, recipients: [] },
        ...{ feedbackType: null, reporter: null, original: { messageId: null, envelopeId: null }, reply: null },
        away: {
          until: Date.UTC(2026, 11, 5),
          phrase: 'back on 5 December',
          standIn: { address: 'grace@acme.example', name: 'Grace Hopper' },
        },
      },
    });
    const reply = await person.rpc.replies.getReply({ messageId });
    expect(reply).toMatchObject({
      contact: { id: contactId, name: 'Ada Lovelace' },
      detail: 'Back on 5 December',
      evidence: { sentence: 'Out of office: a header says that a machine answered, "back on 5 December" (98 %).' },
      standIn: { address: 'grace@acme.example', name: 'Grace Hopper', contactId: null },
      thread: [
        { isOurs: true, subject: 'Quick question', html: '<p>Hi</p>' },
        { isOurs: false, id: messageId },
      ],
    });
    await person.rpc.contacts.createContact({ email: 'grace@acme.example', firstName: 'Grace' });
    expect((await person.rpc.replies.getReply({ messageId })).standIn?.contactId).toEqual(expect.any(String));
  }));

test('done and not done again', () =>
  withInbox(async ({ person, received }) => {
    const messageId = await received();
    await person.rpc.replies.markReply({ messageId, isDone: true });
    expect(await subjectsOf(person, {})).toEqual([]);
    await person.rpc.replies.markReply({ messageId, isDone: false });
    expect(await subjectsOf(person, {})).toHaveLength(1);
  }));

test('a correction is written down with who asked, told to its workflow and audited; the reply says that it is on its way', () =>
  withInbox(async ({ person, received, inWorkspace }) => {
    const messageId = await received({ kind: 'bounce', understoodAs: 'hard_bounce', kindRule: 'rfc3464-failed' });
    const { correctionId } = await person.rpc.replies.correctReply({ messageId, kind: 'human', note: 'She wrote it.' });
    expect(await person.rpc.replies.getReply({ messageId })).toMatchObject({
      understoodAs: 'hard_bounce',
      correctingTo: 'human',
      corrections: [{ id: correctionId, from: 'hard_bounce', to: 'human', note: 'She wrote it.', isApplied: false }],
    });
    const { told, audited } = await inWorkspace(async (tx) => ({
      told: await tx.workflowMessage.findMany({ where: { workflowId: `correction/${messageId}` } }),
      audited: await tx.auditEntry.findMany({ where: { entityId: messageId } }),
    }));
    expect(told).toMatchObject([{ kind: 'start', name: 'mailCorrection', payload: { subjectId: correctionId } }]);
    expect(audited).toMatchObject([{ action: 'mail.corrected', userId: person.userId, after: { kind: 'human' } }]);
  }));

test('a viewer reads and changes nothing; a mail of ours is no reply', () =>
  withInbox(async ({ api, person, received }) => {
    const viewer = await memberOf(api, person, 'viewer');
    const messageId = await received();
    expect(await viewer.rpc.replies.getReply({ messageId })).toMatchObject({ id: messageId });
    await expect(viewer.rpc.replies.markReply({ messageId, isDone: true })).rejects.toMatchObject({ status: 403 });
    await expect(viewer.rpc.replies.correctReply({ messageId, kind: 'unknown' })).rejects.toMatchObject({
      status: 403,
    });
    const ours = await received({ direction: 'outbound' });
    await expect(person.rpc.replies.getReply({ messageId: ours })).rejects.toMatchObject({ code: 'not-found' });
  }));
