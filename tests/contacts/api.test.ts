import { expect, test } from 'vitest';
import type { Tx } from '../../prisma/db.ts';
import { withApi } from '../helpers/api.ts';
import { make } from '../helpers/make.ts';

test('a contact is created, read, changed in part, deleted and restored', () =>
  withApi(async ({ signUp }) => {
    const { rpc, userId } = await signUp();
    const tag = await rpc.tags.createTag({ name: 'VIP' });
    const list = await rpc.lists.createList({ name: 'Spring fair' });
    const { id: contactId } = await rpc.contacts.createContact({
      email: ' Ada@Example.com ',
      firstName: 'Ada',
      lastName: 'Lovelace',
      company: 'Engines',
      website: 'engines.example',
      ownerId: userId,
      tagIds: [tag.id],
      listIds: [list.id],
    });
    expect(await rpc.contacts.getContact({ contactId })).toMatchObject({
      name: 'Ada Lovelace',
      email: 'Ada@Example.com',
      website: 'https://engines.example',
      status: 'new',
      source: 'manual',
      owner: { id: userId, name: 'Pat Person' },
      tags: [{ name: 'VIP' }],
      lists: [{ name: 'Spring fair' }],
      sequences: [],
      address: { state: 'usable', reason: null },
      deletedAt: null,
    });

    const changed = await rpc.contacts.updateContact({ contactId, status: 'qualified', company: null });
    expect(changed).toMatchObject({ status: 'qualified', company: null, firstName: 'Ada' });

    const { deletedAt } = await rpc.contacts.deleteContact({ contactId });
    expect((await rpc.contacts.listContacts({})).items).toEqual([]);
    expect((await rpc.contacts.listContacts({ isDeleted: 'true' })).items).toMatchObject([
      { id: contactId, deletedAt },
    ]);
    await expect(rpc.contacts.updateContact({ contactId, status: 'new' })).rejects.toMatchObject({
      code: 'ended',
      status: 409,
    });
    expect(await rpc.contacts.restoreContact({ contactId })).toMatchObject({
      deletedAt: null,
      tags: [{ name: 'VIP' }],
    });
    expect(await rpc.contacts.countContacts({})).toEqual({ count: 1, isCapped: false });
  }));

test('an address is unique among the living: the other contact is named', () =>
  withApi(async ({ signUp }) => {
    const { rpc } = await signUp();
    const ada = await rpc.contacts.createContact({ email: 'ada@example.com', firstName: 'Ada' });
    const taken = {
      code: 'already-exists',
      status: 409,
      field: 'email',
      message: expect.stringContaining('Ada has the address'),
    };
    await expect(rpc.contacts.createContact({ email: 'ADA@example.com' })).rejects.toMatchObject(taken);
    const bob = await rpc.contacts.createContact({ email: 'bob@example.com' });
    await expect(rpc.contacts.updateContact({ contactId: bob.id, email: 'ada@example.com' })).rejects.toMatchObject(
      taken,
    );

    await rpc.contacts.deleteContact({ contactId: ada.id });
    await rpc.contacts.updateContact({ contactId: bob.id, email: 'ada@example.com' });
    await expect(rpc.contacts.restoreContact({ contactId: ada.id })).rejects.toMatchObject({
      code: 'already-exists',
      status: 409,
    });
  }));

test('two requests for one address at one instant make one contact', () =>
  withApi(async ({ signUp }) => {
    const { rpc } = await signUp();
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, () => rpc.contacts.createContact({ email: 'ada@example.com' })),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refusals = tries
      .filter((one) => one.status === 'rejected')
      .map(({ reason }) => (reason as { code: string }).code);
    expect(refusals).toEqual(Array.from({ length: 7 }, () => 'already-exists'));
  }));

test.each([
  [{}, 'email', /needs an address or a name/],
  [{ email: 'ada@' }, 'email', /"ada@" is not an email address/],
  [{ firstName: 'Ada', phone: '12' }, 'phone', /5 to 15 digits/],
  [{ firstName: 'Ada', timeZone: 'Berlin' }, 'timeZone', /IANA name, as Europe\/Berlin/],
  [{ firstName: 'Ada', website: 'nowhere' }, 'website', /the address of a web page/],
  [{ firstName: 'Ada', customFields: { colour: 'red' } }, 'customFields.colour', /There is no custom field "colour"/],
])('%j is refused by its field, and nothing is written', (given, field, sentence) =>
  withApi(async ({ signUp }) => {
    const { rpc } = await signUp();
    await expect(rpc.contacts.createContact(given)).rejects.toMatchObject({
      code: 'bad-value',
      status: 422,
      field,
      message: expect.stringMatching(sentence),
    });
    expect(await rpc.contacts.countContacts({})).toMatchObject({ count: 0 });
  }),
);

test('only a member of the workspace can own a contact, and only its tags and lists can be put on it', () =>
  withApi(async ({ signUp }) => {
    const [ours, theirs] = [await signUp(), await signUp()];
    const tag = await theirs.rpc.tags.createTag({ name: 'Theirs' });
    const list = await theirs.rpc.lists.createList({ name: 'Theirs' });
    const create = (more: object) => ours.rpc.contacts.createContact({ firstName: 'Ada', ...more });
    await expect(create({ ownerId: theirs.userId })).rejects.toMatchObject({ status: 404, field: 'ownerId' });
    await expect(create({ tagIds: [tag.id] })).rejects.toMatchObject({ status: 404, field: 'tagIds' });
    await expect(create({ listIds: [list.id] })).rejects.toMatchObject({ status: 404, field: 'listIds' });
  }));

test('a new address has not bounced, and an enrollment that missed a value looks again', () =>
  withApi(async ({ db, signUp }) => {
    const person = await signUp();
    const { rpc, workspaceId } = person;
    const within = <T>(work: (tx: Tx) => Promise<T>) => db.withWorkspace(workspaceId, work);
    const contactId = await within(async (tx) => {
      const id = await make.contact(tx, person, { email: 'old@example.com', bouncedAt: new Date(5), firstName: null });
      const sequenceId = await make.sequence(tx, person);
      const mailboxId = await make.mailbox(tx, person);
      await tx.enrollment.create({
        data: { workspaceId, sequenceId, contactId: id, mailboxId, workflowId: 'held', holdCode: 'missing-variable' },
      });
      return id;
    });
    expect(await rpc.contacts.getContact({ contactId })).toMatchObject({
      address: { state: 'bounced', at: 5 },
      sequences: [{ name: expect.any(String) }],
    });
    const changed = await rpc.contacts.updateContact({ contactId, email: 'new@example.com', firstName: 'Ada' });
    expect(changed).toMatchObject({ address: { state: 'usable' }, bouncedAt: null });
    const messages = await within((tx) => tx.workflowMessage.findMany());
    expect(messages).toMatchObject([{ workflowId: 'held', name: 'woken', kind: 'signal' }]);
  }));

test('a suppressed address and a suppressed domain are said in words', () =>
  withApi(async ({ db, signUp }) => {
    const person = await signUp();
    const { rpc, workspaceId } = person;
    await db.withWorkspace(workspaceId, async (tx) => {
      await make.contact(tx, person, { email: 'ada@example.com', firstName: 'Ada' });
      await make.contact(tx, person, { email: 'bob@rival.example', firstName: 'Bob' });
      await make.contact(tx, person, { email: 'cy@fine.example', firstName: 'Cy' });
      const common = { workspaceId, source: 'manual' as const };
      await tx.suppression.createMany({
        data: [
          { ...common, address: 'ADA@example.com', reason: 'complained' },
          { ...common, address: 'rival.example', scope: 'domain', reason: 'manual', detail: 'a rival' },
          { ...common, address: 'cy@fine.example', reason: 'manual', expiresAt: new Date(5) },
        ],
      });
    });
    const { items } = await rpc.contacts.listContacts({ sort: 'firstName', order: 'asc' });
    expect(items.map(({ address }) => [address.state, address.reason])).toEqual([
      ['unsubscribed', 'Called a mail of yours spam.'],
      ['suppressed', 'Its whole domain is on the suppression list: a rival'],
      ['usable', null],
    ]);
  }));

test("another workspace's contact does not exist here", () =>
  withApi(async ({ signUp }) => {
    const [ours, theirs] = [await signUp(), await signUp()];
    const { id: contactId } = await theirs.rpc.contacts.createContact({ firstName: 'Theirs' });
    const gone = { code: 'not-found', status: 404 };
    await expect(ours.rpc.contacts.getContact({ contactId })).rejects.toMatchObject(gone);
    await expect(ours.rpc.contacts.updateContact({ contactId, firstName: 'x' })).rejects.toMatchObject(gone);
    await expect(ours.rpc.contacts.deleteContact({ contactId })).rejects.toMatchObject(gone);
    await expect(ours.rpc.contacts.restoreContact({ contactId })).rejects.toMatchObject(gone);
    await expect(ours.rpc.contacts.listTimeline({ contactId })).rejects.toMatchObject(gone);
    await expect(ours.rpc.contacts.addNote({ contactId, text: 'x' })).rejects.toMatchObject(gone);
    const selection = { kind: 'contacts' as const, contactIds: [contactId] };
    await expect(ours.rpc.contacts.changeContacts({ selection, action: { kind: 'delete' } })).rejects.toMatchObject(
      gone,
    );
    expect((await ours.rpc.contacts.listContacts({})).items).toEqual([]);
    expect(await theirs.rpc.contacts.getContact({ contactId })).toMatchObject({ firstName: 'Theirs', deletedAt: null });
  }));

test('the timeline has the newest first: mails with what became of them, answers, notes and changes', () =>
  withApi(async ({ db, signUp }) => {
    const person = await signUp();
    const { rpc, workspaceId } = person;
    const { id: contactId } = await rpc.contacts.createContact({ email: 'ada@example.com', firstName: 'Ada' });
    await db.withWorkspace(workspaceId, async (tx) => {
      const mailboxId = await make.mailbox(tx, person);
      const mail = await tx.outboundEmail.create({
        data: {
          workspaceId,
          mailboxId,
          contactId,
          kind: 'sequence',
          key: 'k',
          state: 'sent',
          toAddress: 'ada@example.com',
          dueAt: new Date(),
          subject: 'Hello',
          openCount: 2,
          openedAt: new Date(7),
          errorMessage: null,
        },
      });
      const answer = await tx.emailMessage.create({
        data: {
          workspaceId,
          mailboxId,
          externalId: '1',
          direction: 'inbound',
          kind: 'human',
          subject: 'Re: Hello',
          fromEmail: 'ada@example.com',
          snippet: 'Gladly',
          references: [],
          toEmails: [],
          ccEmails: [],
        },
      });
      const common = { workspaceId, contactId, entityType: 'email' };
      await tx.activity.createMany({
        data: [
          {
            ...common,
            type: 'email_sent',
            title: 'Hello',
            entityId: mail.id,
            occurredAt: new Date(Date.now() + 1_000),
          },
          {
            ...common,
            type: 'email_received',
            title: 'Re: Hello',
            entityId: answer.id,
            occurredAt: new Date(Date.now() + 2_000),
          },
        ],
      });
    });
    await rpc.contacts.addNote({ contactId, text: 'Likes engines.\nCall in May.' });
    await rpc.contacts.updateContact({ contactId, status: 'qualified', title: 'Countess' });

    const first = await rpc.contacts.listTimeline({ contactId, limit: 2 });
    expect(first.items).toMatchObject([
      {
        type: 'email_received',
        title: 'Re: Hello',
        message: { from: 'ada@example.com', kind: 'human', snippet: 'Gladly' },
        mail: null,
      },
      { type: 'email_sent', title: 'Hello', mail: { state: 'sent', openCount: 2, openedAt: 7 }, message: null },
    ]);
    const second = await rpc.contacts.listTimeline({ contactId, limit: 10, cursor: first.nextCursor ?? '' });
    expect(second.nextCursor).toBeNull();
    expect(second.items).toMatchObject([
      {
        type: 'contact_updated',
        title: 'Changed Title, Status',
        user: { name: 'Pat Person' },
        changes: [
          { field: 'title', from: null, to: 'Countess' },
          { field: 'status', from: 'new', to: 'qualified' },
        ],
      },
      { type: 'note_added', description: 'Likes engines.\nCall in May.', user: { name: 'Pat Person' } },
      { type: 'contact_created' },
    ]);
  }));

test('a change that changes nothing leaves no line in the timeline', () =>
  withApi(async ({ signUp }) => {
    const { rpc } = await signUp();
    const { id: contactId } = await rpc.contacts.createContact({ firstName: 'Ada' });
    await rpc.contacts.updateContact({ contactId, firstName: ' Ada ', lastName: '' });
    expect((await rpc.contacts.listTimeline({ contactId })).items.map(({ type }) => type)).toEqual(['contact_created']);
  }));

test('a repeated creation with one key makes one contact', () =>
  withApi(async ({ url, signUp, client }) => {
    const { cookie } = await signUp();
    const rpc = client({ cookie, origin: url, 'idempotency-key': 'the-same' });
    const [first, second] = [
      await rpc.contacts.createContact({ firstName: 'Ada' }),
      await rpc.contacts.createContact({ firstName: 'Ada' }),
    ];
    expect(second.id).toBe(first.id);
    expect(await rpc.contacts.countContacts({})).toMatchObject({ count: 1 });
  }));
