import { createHmac, timingSafeEqual } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { decodeWords } from 'postal-mime';
import { SMTPServer, type SMTPServerAuthentication, type SMTPServerSession } from 'smtp-server';
import type { Database } from '../../../prisma/db.ts';
import { noteEvents } from '../../../prisma/events.ts';
import { idOf, type MailboxId, type WorkspaceId } from '../../../workflows/ids.ts';
import { headerOf } from '../mime.ts';

const MAX_BYTES = 25 * 1024 * 1024;
/** Addresses here are refused at RCPT TO, as a server refuses an unknown user. */
const REFUSED_DOMAIN = 'refused.example';

type MailboxLogin = { user: string; pass: string };

/** The login of a sandbox mailbox at the sandbox's own server. */
export function sandboxLogin(
  secret: string,
  { workspaceId, mailboxId }: { workspaceId: WorkspaceId; mailboxId: MailboxId },
): MailboxLogin {
  const user = `${workspaceId}/${mailboxId}`;
  return { user, pass: createHmac('sha256', secret).update(`sandbox ${user}`).digest('base64url') };
}

function mailboxOf(secret: string, { username, password }: SMTPServerAuthentication) {
  const [workspaceId, mailboxId] = (username ?? '').split('/').map((id) => idOf(id));
  if (!workspaceId || !mailboxId) return null;
  const ids = { workspaceId: idOf<WorkspaceId>(workspaceId), mailboxId: idOf<MailboxId>(mailboxId) };
  const expected = Buffer.from(sandboxLogin(secret, ids).pass);
  const given = Buffer.from(password ?? '');
  return given.length === expected.length && timingSafeEqual(given, expected) ? ids : null;
}

async function keep(db: Database, session: SMTPServerSession, raw: Buffer) {
  const [workspaceId, mailboxId] = String(session.user).split('/');
  const { mailFrom, rcptTo } = session.envelope;
  await db.withWorkspace(idOf<WorkspaceId>(workspaceId ?? ''), async (tx) => {
    const { id } = await tx.sandboxMessage.create({
      data: {
        workspaceId: workspaceId ?? '',
        mailboxId: mailboxId ?? '',
        folder: 'sent',
        messageId: headerOf(raw, 'message-id'),
        subject: decodeWords(headerOf(raw, 'subject') ?? '').slice(0, 1_000) || null,
        envelopeFrom: mailFrom ? mailFrom.address : null,
        envelopeTo: rcptTo.map(({ address }) => address),
        raw: new Uint8Array(raw),
      },
    });
    await noteEvents(tx, [{ type: 'sandbox.changed', subjectId: id }]);
  });
}

/** Runs the sandbox's SMTP server: a real one, which keeps every mail that a sandbox mailbox sends and delivers none. */
export async function startSandboxServer(options: {
  db: Database;
  secret: string;
  host: string;
  port: number;
}): Promise<{ port: number; close: () => Promise<void> }> {
  const { db, secret, host, port } = options;
  const server = new SMTPServer({
    name: 'sandbox.followthrough.example',
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true, // loopback, and a password that opens nothing but the sandbox
    size: MAX_BYTES,
    onAuth(auth, _session, done) {
      const mailbox = mailboxOf(secret, auth);
      if (!mailbox) return done(new Error('This is the sandbox: it knows sandbox mailboxes alone.'));
      return done(null, { user: `${mailbox.workspaceId}/${mailbox.mailboxId}` });
    },
    onRcptTo({ address }, _session, done) {
      if (!address.toLowerCase().endsWith(`@${REFUSED_DOMAIN}`)) return done();
      return done(Object.assign(new Error('5.1.1 No such user here'), { responseCode: 550 }));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.once('end', () => {
        if (stream.sizeExceeded) return done(Object.assign(new Error('5.3.4 Message too big'), { responseCode: 552 }));
        return void keep(db, session, Buffer.concat(chunks)).then(
          () => done(null, 'Kept in the sandbox'),
          (error: Error) => done(Object.assign(error, { responseCode: 451 })),
        );
      });
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      server.on('error', () => {}); // a client that hangs up is no fault of ours
      resolve();
    });
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
