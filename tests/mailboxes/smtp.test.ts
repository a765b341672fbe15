import { expect, test, vi } from 'vitest';
import type { SendOutcome } from '../../activities/clients/mail-provider.ts';
import type { SmtpSettings } from '../../activities/clients/smtp/settings.ts';
import { freePort } from '../../scripts/launch/ports.ts';
import { inOneStep } from '../helpers/send-options.ts';
import { mailboxAt, mailToAda } from '../helpers/smtp-mailbox.ts';
import { type SmtpScript, startSmtpServer, type TestSmtpServer, withSmtpServer } from '../helpers/smtp-server.ts';

const MAIL = mailToAda({ unsubscribeUrl: `https://acme.example/u/${'t'.repeat(120)}` });

/** The provider over a server on this machine; its IMAP side answers nowhere. */
const providerOf = (port: number, security: SmtpSettings['smtp']['security'] = 'none') =>
  mailboxAt({ smtp: { host: '127.0.0.1', port, security, user: 'robin' } });

const sendTo = async ({ port }: Pick<TestSmtpServer, 'port'>, mail = MAIL): Promise<SendOutcome> => {
  const provider = providerOf(port);
  try {
    return await provider.send(mail, inOneStep);
  } finally {
    await provider.close();
  }
};

test('an accepted mail is handed over once, with one-click unsubscribing on one line each', () =>
  withSmtpServer({}, async (server) => {
    expect(await sendTo(server)).toMatchObject({ kind: 'accepted', answer: '250 Kept as 1' });
    expect(server.mails).toHaveLength(1);
    const { raw = '', to } = server.mails[0] ?? {};
    expect(to).toEqual(['ada@customer.example']);
    expect(raw.split('\r\n')).toEqual(
      expect.arrayContaining([
        `List-Unsubscribe: <https://acme.example/u/${'t'.repeat(120)}>`,
        'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
        'Message-ID: <one@acme.example>',
      ]),
    );
  }));

type Refused = Extract<SendOutcome, { kind: 'refused' }>;
const refusals: { script: SmtpScript; is: Omit<Refused, 'kind' | 'answer'>; why: string }[] = [
  {
    why: 'an unknown recipient is the recipient, for good',
    script: { rcptTo: '550 5.1.1 No such user here' },
    is: { fault: 'recipient', isPermanent: true, code: '5.1.1' },
  },
  {
    why: 'greylisting is the recipient, for now',
    script: { rcptTo: '451 4.2.0 Try again later' },
    is: { fault: 'recipient', isPermanent: false, code: '4.2.0' },
  },
  {
    why: 'a policy against us is the sender, though the recipient was named',
    script: { rcptTo: '550 5.7.1 Your domain is blocked' },
    is: { fault: 'sender', isPermanent: true, code: '5.7.1' },
  },
  {
    why: 'a server that is busy is the sender, for now',
    script: { mailFrom: '421 4.3.2 Too many connections' },
    is: { fault: 'sender', isPermanent: false, code: '4.3.2' },
  },
  {
    why: 'a refused From is the sender',
    script: { mailFrom: '553 Not your address' },
    is: { fault: 'sender', isPermanent: true, code: '553' },
  },
  {
    why: 'a refused content is the content',
    script: { data: '554 5.6.0 Cannot accept this' },
    is: { fault: 'content', isPermanent: true, code: '5.6.0' },
  },
  {
    why: 'a mailbox that is full is the recipient, also after the data',
    script: { data: '552 5.2.2 Over quota' },
    is: { fault: 'recipient', isPermanent: true, code: '5.2.2' },
  },
  {
    why: 'a refused password is the sender, by the name auth',
    script: { auth: '535 5.7.8 Wrong password' },
    is: { fault: 'sender', isPermanent: true, code: 'auth' },
  },
  {
    why: 'a sign-in that fails for now is tried again',
    script: { auth: '454 4.7.0 Temporary authentication failure' },
    is: { fault: 'sender', isPermanent: false, code: '4.7.0' },
  },
];

test.each(refusals)('$why', ({ script, is }) =>
  withSmtpServer(script, async (server) => {
    expect(await sendTo(server)).toMatchObject({ kind: 'refused', ...is });
    expect(server.mails).toEqual([]);
  }),
);

test('a refused password is said in words', () =>
  withSmtpServer({ auth: '535 5.7.8 Wrong password' }, async (server) => {
    expect(await sendTo(server)).toMatchObject({
      answer: `The SMTP server 127.0.0.1:${server.port} refused the user or the password: Invalid login: 535 5.7.8 Wrong password. Check both; some providers ask for an app password.`,
    });
  }));

test('a server that hangs up before it has the mail was not reached: nothing left', () =>
  withSmtpServer({ rcptTo: 'hang-up' }, async (server) => {
    expect(await sendTo(server)).toMatchObject({ kind: 'unreachable', sentence: expect.stringContaining('hung up') });
  }));

test('a server that hangs up after the final dot leaves it unknown: the mail is not tried again', () =>
  withSmtpServer({ data: 'hang-up' }, async (server) => {
    expect(await sendTo(server)).toMatchObject({
      kind: 'unknown',
      sentence: expect.stringContaining(`127.0.0.1:${server.port} took the mail and did not answer`),
    });
    expect(server.mails).toEqual([]);
  }));

test('nobody at the port is said in words', async () => {
  const port = await freePort();
  expect(await sendTo({ port })).toEqual({
    kind: 'unreachable',
    sentence: `The SMTP server 127.0.0.1:${port} could not be reached: nothing answers at that port. Check host, port and security, and whether this machine may connect to it.`,
  });
});

test('an address that is none is refused before the server is asked', () =>
  withSmtpServer({}, async (server) => {
    const mail = { ...MAIL, to: { address: 'ada@customer.example\r\nRCPT TO:<eve@evil.example>' } };
    expect(await sendTo(server, mail)).toMatchObject({ kind: 'refused', fault: 'recipient', isPermanent: true });
    expect(server.mails).toEqual([]);
  }));

test('a mail above the size that the server announced is the content, for good', () =>
  withSmtpServer(
    {},
    async (server) => {
      const mail = { ...MAIL, text: 'x'.repeat(20_000) };
      expect(await sendTo(server, mail)).toMatchObject({ kind: 'refused', fault: 'content', isPermanent: true });
    },
    { size: 10_000 },
  ));

test('a certificate that nobody vouches for is refused, and the sentence says so', () =>
  withSmtpServer(
    {},
    async ({ port }) => {
      const provider = providerOf(port, 'starttls');
      expect(await provider.check()).toMatchObject({
        isUsable: false,
        code: 'tls',
        sentence: expect.stringMatching(/could not be reached securely: .*certificate/),
      });
      expect(await provider.send(MAIL, inOneStep)).toMatchObject({
        kind: 'unreachable',
        sentence: expect.stringContaining('could not be reached securely'),
      });
      await provider.close();
    },
    { disabledCommands: [] },
  ));

test('a server without STARTTLS gets no password where STARTTLS was chosen', () =>
  withSmtpServer({}, async (server) => {
    const provider = providerOf(server.port, 'starttls');
    expect(await provider.check()).toMatchObject({ isUsable: false, code: 'tls' });
    await provider.close();
  }));

test('TLS at a port that speaks plainly is told apart from a server that is away', () =>
  withSmtpServer({}, async ({ port }) => {
    const provider = providerOf(port, 'tls');
    expect(await provider.check()).toMatchObject({ isUsable: false, code: 'tls' });
    await provider.close();
  }));

test('a connection that the server closed while it was kept is replaced, and the mail leaves once', () =>
  withSmtpServer({}, async (server) => {
    const provider = providerOf(server.port);
    await provider.send(MAIL, inOneStep);
    await server.close();
    const again = await startSmtpServer({}, { port: server.port });
    expect(await provider.send({ ...MAIL, messageId: '<two@acme.example>' }, inOneStep)).toMatchObject({
      kind: 'accepted',
    });
    expect([server.mails.length, again.mails.length]).toEqual([1, 1]);
    await provider.close();
    await again.close();
  }));

test.each([
  { script: { rcptTo: 'silence' }, kind: 'unreachable', why: 'before the mail was taken has not left' },
  { script: { data: 'silence' }, kind: 'unknown', why: 'after the mail was taken may have left' },
])('a mail that is given up $why', ({ script, kind }) =>
  withSmtpServer(script, async (server) => {
    const provider = providerOf(server.port);
    const givenUp = new AbortController();
    const sending = provider.send(MAIL, { ...inOneStep, signal: givenUp.signal });
    await vi.waitFor(() => expect(server.silences).toBe(1));
    givenUp.abort();
    expect((await sending).kind).toBe(kind);
    expect(server.silences).toBe(1);
    await provider.close();
  }),
);

test.each([
  { greeting: '421 4.3.2 Too busy' },
  { auth: '421 4.3.2 Too busy' },
  { mailFrom: '421 4.3.2 Too busy' },
  { rcptTo: '421 4.3.2 Too busy' },
  { data: '421 4.3.2 Too busy' },
])('a server that is closing says so at any point, the mail has not left, and leaves once later: %o', (script) =>
  withSmtpServer(script, async (server) => {
    const provider = providerOf(server.port);
    expect(await provider.send(MAIL, inOneStep)).toMatchObject({
      kind: 'refused',
      fault: 'sender',
      scope: 'mailbox',
      isPermanent: false,
    });
    server.script = {};
    expect((await provider.send(MAIL, inOneStep)).kind).toBe('accepted');
    expect(server.mails).toHaveLength(1);
    await provider.close();
  }),
);

test('a greylisted mail is told when to come back, and is accepted then', () =>
  withSmtpServer({ rcptTo: '451 4.7.1 Greylisted, try again in 300 seconds' }, async (server) => {
    const provider = providerOf(server.port);
    expect(await provider.send(MAIL, inOneStep)).toMatchObject({
      kind: 'refused',
      fault: 'recipient',
      isPermanent: false,
      retryAfterMs: 300_000,
    });
    server.script = {};
    expect((await provider.send(MAIL, inOneStep)).kind).toBe('accepted');
    expect(server.mails).toHaveLength(1);
    await provider.close();
  }));

test('a server that keeps the mail and hangs up before it answers leaves it unknown: it is not sent again', () =>
  withSmtpServer({ data: 'lose-answer' }, async (server) => {
    expect((await sendTo(server)).kind).toBe('unknown');
    expect(server.mails).toHaveLength(1);
  }));

test('a server that takes the mail and never answers leaves it unknown after a while: it is not sent again', () =>
  withSmtpServer({ data: 'silence' }, async (server) => {
    const smtp = { host: '127.0.0.1', port: server.port, security: 'none', user: 'robin' } as const;
    const provider = mailboxAt({ smtp, silenceMs: 1_000 });
    expect(await provider.send(MAIL, inOneStep)).toMatchObject({
      kind: 'unknown',
      sentence: expect.stringContaining(`127.0.0.1:${server.port} took the mail and did not answer`),
    });
    expect(server.silences).toBe(1);
    await provider.close();
  }));

test('a mail that is given up while it waits for a free connection never leaves', () =>
  withSmtpServer({ rcptTo: 'silence' }, async (server) => {
    const provider = providerOf(server.port);
    const [busy, waiting] = [new AbortController(), new AbortController()];
    const held = Promise.all([1, 2, 3].map(() => provider.send(MAIL, { ...inOneStep, signal: busy.signal })));
    await vi.waitFor(() => expect(server.silences).toBe(3));
    const last = provider.send(MAIL, { ...inOneStep, signal: waiting.signal });
    waiting.abort();
    server.script = {};
    busy.abort();
    await held;
    expect((await last).kind).toBe('unreachable');
    expect(server.mails).toEqual([]);
    await provider.close();
  }));
