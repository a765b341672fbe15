import { expect, test } from 'vitest';
import { type Person, type TestApi, withApi } from '../helpers/api.ts';
import { type SentMail, sendMail } from '../helpers/sent-mail.ts';

const withMail = (
  work: (lent: { api: TestApi; person: Person; mail: SentMail }) => Promise<void>,
  options: Parameters<typeof sendMail>[2] = {},
) =>
  withApi(async (api) => {
    const person = await api.signUp({ workspace: 'Acme' });
    await work({ api, person, mail: await sendMail(api, person, options) });
  });

const ledgerOf = ({ db }: TestApi, { workspaceId }: Person, { outboundEmailId }: SentMail) =>
  db.withWorkspace(workspaceId, (tx) => tx.outboundEmail.findUniqueOrThrow({ where: { id: outboundEmailId } }));

test('a sent mail is shown as its recipient has it, and looking at it is no open', () =>
  withMail(async ({ api, person, mail }) => {
    const shown = await person.rpc.sandbox.getSandboxMessage({ messageId: mail.messageId });
    expect(shown).toMatchObject({
      folder: 'sent',
      subject: 'Quick question',
      to: [mail.toAddress],
      fromName: 'Robin Rep',
      toName: 'Ada Lovelace',
      links: [
        { label: 'our offer', url: expect.stringContaining('/t/c/') },
        { label: 'Unsubscribe', url: expect.stringContaining('/u/') },
      ],
      countsOpens: true,
      countsClicks: true,
      mayUnsubscribe: true,
      contactId: mail.contactId,
      enrollmentId: mail.enrollmentId,
      played: [],
      answers: [],
      isCut: false,
    });
    expect(shown.text).toContain('our offer');
    expect(shown.raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
    expect(shown.html).not.toContain('/t/o/');
    expect(shown.headers).toContainEqual({ name: 'Subject', value: 'Quick question' });
    expect(await ledgerOf(api, person, mail)).toMatchObject({ openCount: 0 });
  }));

test('the list pages, the newest first, and finds by subject and address', () =>
  withApi(async (api) => {
    const person = await api.signUp();
    const [one, two, three] = [
      await sendMail(api, person),
      await sendMail(api, person),
      await sendMail(api, person, { format: 'text', body: 'Plain.' }),
    ];
    const first = await person.rpc.sandbox.listSandboxMessages({ limit: 2 });
    expect(first.items.map(({ id }) => id)).toEqual([three.messageId, two.messageId]);
    const second = await person.rpc.sandbox.listSandboxMessages({ limit: 2, cursor: first.nextCursor ?? '' });
    expect(second).toMatchObject({ items: [{ id: one.messageId }], nextCursor: null });
    const found = await person.rpc.sandbox.listSandboxMessages({ search: two.toAddress.toUpperCase() });
    expect(found.items.map(({ id }) => id)).toEqual([two.messageId]);
    expect((await person.rpc.sandbox.listSandboxMessages({ search: 'QUICK' })).items).toHaveLength(3);
    expect((await person.rpc.sandbox.listSandboxMessages({ search: '%' })).items).toEqual([]);
    const inOne = await person.rpc.sandbox.listSandboxMessages({ mailboxId: one.mailboxId });
    expect(inOne.items).toHaveLength(1);
    expect((await person.rpc.sandbox.listSandboxMessages({ folder: 'inbox' })).items).toEqual([]);
  }));

test('opening and clicking are counted as by a person', () =>
  withMail(async ({ api, person, mail }) => {
    const { playRecipient } = person.rpc.sandbox;
    expect(await playRecipient({ messageId: mail.messageId, act: 'open' })).toEqual({
      sentence: 'Opened, and counted.',
      url: null,
    });
    expect(await playRecipient({ messageId: mail.messageId, act: 'click', link: 0 })).toEqual({
      sentence: '"our offer" leads to https://acme.example/offer?a=1&b=2. The click was counted.',
      url: 'https://acme.example/offer?a=1&b=2',
    });
    expect(await ledgerOf(api, person, mail)).toMatchObject({ openCount: 1, clickCount: 1 });
    const { played } = await person.rpc.sandbox.getSandboxMessage({ messageId: mail.messageId });
    expect(played).toEqual(['open', 'click']);
  }));

test('a mail that counts nothing says so', () =>
  withMail(
    async ({ api, person, mail }) => {
      const { playRecipient } = person.rpc.sandbox;
      const opened = await playRecipient({ messageId: mail.messageId, act: 'open' });
      expect(opened.sentence).toBe('Opened. This mail does not count opens.');
      const clicked = await playRecipient({ messageId: mail.messageId, act: 'click' });
      expect(clicked.sentence).toContain('This link is not counted');
      expect(await ledgerOf(api, person, mail)).toMatchObject({ openCount: 0, clickCount: 0 });
    },
    { isTracked: false },
  ));

test('the button of the mail program unsubscribes', () =>
  withMail(async ({ api, person, mail }) => {
    const { sentence } = await person.rpc.sandbox.playRecipient({ messageId: mail.messageId, act: 'unsubscribe' });
    expect(sentence).toBe(`${mail.toAddress} gets no more mail from Acme.`);
    expect((await ledgerOf(api, person, mail)).unsubscribedAt).not.toBeNull();
  }));

test.each([
  { act: 'reply' as const, text: 'Yes, please.', has: /^In-Reply-To: <.+>\r$[^]*Yes, please\./m },
  { act: 'out-of-office' as const, until: '2999-01-31', has: /^Auto-Submitted: auto-replied\r$[^]*until 2999-01-31/m },
  { act: 'hard-bounce' as const, has: /^Content-Type: message\/delivery-status\r$[^]*^Status: 5\.1\.1\r$/m },
  { act: 'soft-bounce' as const, has: /^Content-Type: message\/delivery-status\r$[^]*^Status: 4\.2\.2\r$/m },
  { act: 'complain' as const, has: /^Content-Type: message\/feedback-report\r$[^]*^Feedback-Type: abuse\r$/m },
])('$act comes back as a real mail, and the watch is told to look', ({ act, has, ...rest }) =>
  withMail(async ({ api, person, mail }) => {
    await person.rpc.sandbox.playRecipient({ messageId: mail.messageId, act, ...rest });
    const { items } = await person.rpc.sandbox.listSandboxMessages({ folder: 'inbox' });
    const [answer] = items;
    const { raw } = await person.rpc.sandbox.getSandboxMessage({ messageId: answer?.id ?? mail.messageId });
    expect(items).toHaveLength(1);
    expect(raw).toMatch(has);
    const { answers, played } = await person.rpc.sandbox.getSandboxMessage({ messageId: mail.messageId });
    expect(answers).toMatchObject([{ id: answer?.id, kind: null }]);
    expect(played).toEqual([act]);
    const told = await api.system.workflowMessage.findMany({ where: { workflowId: `mailbox/${mail.mailboxId}` } });
    expect(told.map(({ name }) => name)).toEqual(['mailArrived']);
  }),
);

test.each([
  { given: { act: 'click' as const, link: 9 }, field: 'link', detail: '9 is none of them' },
  { given: { act: 'out-of-office' as const, until: '2020-01-01' }, field: 'until', detail: '2020-01-01 is not ahead' },
])('$given is refused in words, and nothing is played', ({ given, field, detail }) =>
  withMail(async ({ person, mail }) => {
    await expect(person.rpc.sandbox.playRecipient({ messageId: mail.messageId, ...given })).rejects.toMatchObject({
      status: 422,
      field,
      detail: expect.stringContaining(detail),
    });
    const { played, answers } = await person.rpc.sandbox.getSandboxMessage({ messageId: mail.messageId });
    expect([played, answers]).toEqual([[], []]);
  }),
);

test('the recipient of a mail that came in cannot be played', () =>
  withMail(async ({ person, mail }) => {
    await person.rpc.sandbox.playRecipient({ messageId: mail.messageId, act: 'reply' });
    const { answers } = await person.rpc.sandbox.getSandboxMessage({ messageId: mail.messageId });
    const messageId = answers[0]?.id ?? mail.messageId;
    await expect(person.rpc.sandbox.playRecipient({ messageId, act: 'reply' })).rejects.toMatchObject({
      field: 'messageId',
      detail: expect.stringContaining('came in'),
    });
  }));

test('the sandbox of another workspace does not exist', () =>
  withMail(async ({ api, person, mail }) => {
    const { rpc } = await api.signUp();
    const { messageId } = mail;
    await expect(rpc.sandbox.getSandboxMessage({ messageId })).rejects.toMatchObject({ status: 404 });
    await expect(rpc.sandbox.playRecipient({ messageId, act: 'reply' })).rejects.toMatchObject({ status: 404 });
    expect((await rpc.sandbox.listSandboxMessages({})).items).toEqual([]);
    await rpc.sandbox.clearSandbox();
    expect((await person.rpc.sandbox.listSandboxMessages({})).items).toHaveLength(1);
  }));

test('the sandbox is emptied, but for a mail whose handover is not settled', () =>
  withApi(async (api) => {
    const person = await api.signUp();
    const [settled, open] = [await sendMail(api, person), await sendMail(api, person)];
    await api.db.withWorkspace(person.workspaceId, (tx) =>
      tx.outboundEmail.update({ where: { id: open.outboundEmailId }, data: { state: 'sending' } }),
    );
    await person.rpc.sandbox.playRecipient({ messageId: settled.messageId, act: 'reply' });
    await person.rpc.sandbox.clearSandbox();
    const left = await person.rpc.sandbox.listSandboxMessages({});
    expect(left.items.map(({ id }) => id)).toEqual([open.messageId]);
    expect((await person.rpc.sandbox.listSandboxMessages({ folder: 'inbox' })).items).toEqual([]);
  }));

test('a demonstration shows its own mail to anyone, by address; a real installation to nobody', () =>
  withApi(async (api) => {
    const anyone = api.client({});
    await anyone.account.forgotPassword({ email: (await api.signUp({ email: 'ada@example.com' })).email });
    const { items } = await anyone.sandbox.listSystemMails({ to: 'ADA@example.com' });
    expect(items[0]).toMatchObject({ to: 'ada@example.com', subject: expect.any(String) });
    expect((await anyone.sandbox.listSystemMails({ to: 'bob@example.com' })).items).toEqual([]);
    const [newest, ...older] = (await anyone.sandbox.listSystemMails({})).items;
    const page = await anyone.sandbox.listSystemMails({ limit: 1 });
    expect(page.items).toEqual([newest]);
    expect((await anyone.sandbox.listSystemMails({ cursor: page.nextCursor ?? '' })).items).toEqual(older);
    api.deps.isDemo = false;
    await expect(anyone.sandbox.listSystemMails({})).rejects.toMatchObject({ status: 404, code: 'not-found' });
  }));
