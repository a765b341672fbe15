import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';

/** What the server says at a point of the conversation: an answer like "550 5.1.1 No such user", nothing at all (`silence`), that it hangs up (`hang-up`), or, of the data, that it keeps the mail and then hangs up (`lose-answer`). */
export type Said = string;

/** Where the server departs from saying yes. */
export type SmtpScript = { greeting?: Said; auth?: Said; mailFrom?: Said; rcptTo?: Said; data?: Said };

export type TestSmtpServer = {
  port: number;
  /** The mails that were accepted, oldest first. */
  mails: { to: string[]; raw: string }[];
  /** How often it has kept silent. */
  silences: number;
  /** Changes what it says from now on. */
  script: SmtpScript;
  close: () => Promise<void>;
};

type Answer = (error?: Error | null) => void;

/** Starts a real SMTP server that accepts what comes, but for what the script says. */
export async function startSmtpServer(
  script: SmtpScript = {},
  options: SMTPServerOptions & { port?: number } = {},
): Promise<TestSmtpServer> {
  const { port = 0, ...serverOptions } = options;
  const lent: TestSmtpServer = { port: 0, mails: [], silences: 0, script, close: async () => {} };
  const hangUp = ({ id }: SMTPServerSession) => {
    for (const connection of server.connections) if (connection.session.id === id) connection.close();
  };
  const say = (said: Said | undefined, session: SMTPServerSession, answer: Answer) => {
    if (said === 'hang-up') return hangUp(session);
    if (said === 'silence') return void (lent.silences += 1);
    if (said === undefined) return answer();
    return answer(Object.assign(new Error(said.slice(4)), { responseCode: Number(said.slice(0, 3)) }));
  };
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    ...serverOptions,
    onConnect: (session, done) => say(lent.script.greeting, session, done),
    onAuth: (_auth, session, done) =>
      say(lent.script.auth, session, (error) => (error ? done(error) : done(null, { user: 'robin' }))),
    onMailFrom: (_address, session, done) => say(lent.script.mailFrom, session, done),
    onRcptTo: (_address, session, done) => say(lent.script.rcptTo, session, done),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.once('end', () => {
        const keep = () =>
          lent.mails.push({
            to: session.envelope.rcptTo.map(({ address }) => address),
            raw: Buffer.concat(chunks).toString(),
          });
        if (lent.script.data === 'lose-answer') {
          keep();
          return hangUp(session);
        }
        return say(lent.script.data, session, (error) => (error ? done(error) : done(null, `Kept as ${keep()}`)));
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  lent.port = (server.server.address() as AddressInfo).port;
  lent.close = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const connection of server.connections) connection.close(); // kept connections would hold the port
    await closed;
  };
  return lent;
}

/** Lends a real SMTP server, and takes it back. */
export async function withSmtpServer<T>(
  script: SmtpScript,
  work: (server: TestSmtpServer) => Promise<T>,
  options: SMTPServerOptions = {},
): Promise<T> {
  const server = await startSmtpServer(script, options);
  try {
    return await work(server);
  } finally {
    await server.close();
  }
}
