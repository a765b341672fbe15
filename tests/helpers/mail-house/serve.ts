import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { withDovecot } from '../dovecot.ts';
import { headerIn } from '../fake-google/mail.ts';

/**
 * An SMTP server that files what it takes among the sent mails of a real Dovecot, and loses a share of its answers, as a process
 * of its own: `node --import tsx tests/helpers/mail-house/serve.ts LOST_SHARE`. GET /control/{app,counts,deliveries}.
 */
const lostShare = Number(process.argv[2] ?? 0);
const deliveries: { to: string; key: string }[] = [];

await withDovecot(
  async (dovecot) => {
    const smtp = new SMTPServer({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      disableReverseLookup: true,
      onAuth: (_auth, _session, done) => done(null, { user: 'robin' }),
      onData(stream, session, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.once('end', () => {
          const raw = Buffer.concat(chunks);
          const [to] = session.envelope.rcptTo;
          deliveries.push({ to: to?.address ?? '', key: headerIn(raw, 'message-id') ?? '' });
          dovecot.deliver(raw.toString('latin1'), 'Sent');
          const isLost = Math.random() < lostShare;
          if (!isLost) return done(null, 'kept');
          for (const connection of smtp.connections) if (connection.session.id === session.id) connection.close();
        });
      },
    });
    smtp.on('error', () => {}); // a client that was killed
    await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', () => resolve()));
    const app = {
      smtpPort: (smtp.server.address() as AddressInfo).port,
      imapPort: dovecot.server.port,
      user: dovecot.server.user,
      password: dovecot.password,
    };
    const control = createServer((request, response) => {
      response.setHeader('content-type', 'application/json');
      const answers = { '/control/app': app, '/control/counts': { total: deliveries.length } };
      response.end(JSON.stringify(answers[request.url as keyof typeof answers] ?? deliveries));
    });
    await new Promise<void>((resolve) => control.listen(0, '127.0.0.1', () => resolve()));
    process.stdout.write(`http://127.0.0.1:${(control.address() as AddressInfo).port}\n`);
    await new Promise((resolve) => process.once('SIGTERM', resolve));
    control.close();
    smtp.close(() => {});
  },
  { configuration: 'mail_max_userip_connections = 1000\nprotocol imap {\n  mail_max_userip_connections = 1000\n}' },
);
process.exit(0);
