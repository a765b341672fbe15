import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ImapFlow } from 'imapflow';
import type { SmtpSettings } from '../../activities/clients/smtp/settings.ts';
import { freePort } from '../../scripts/launch/ports.ts';
import type { Certificate } from './certificates.ts';

const BINARY = '/usr/sbin/dovecot';
const PASSWORD = 'secret';
const NOBODY = 65_534;

/** Why there is no Dovecot here to test against, or null. */
export const whyNoDovecot = !existsSync(BINARY)
  ? 'Dovecot is not installed (Debian: apt-get install dovecot-imapd)'
  : process.getuid?.() === 0
    ? null
    : 'Dovecot is started by root alone';

/** How a Dovecot departs from the plain one. */
export type DovecotOptions = {
  /** What it shows to who asks for STARTTLS. */
  certificate?: Certificate;
  /** The folders besides the inbox, as its configuration names them; one for sent mail, marked so, where none are given. */
  folders?: string;
  /** Lines of its configuration that come last, and win. */
  configuration?: string;
};

export type Dovecot = {
  server: SmtpSettings['imap'];
  password: string;
  /** The folder with everybody's Maildir. */
  mails: string;
  /** Where another server asks it about names and passwords. */
  authSocket: string;
  log: () => string;
  /** Puts a mail into a folder, as a delivery agent does. */
  deliver: (raw: string, folder?: string) => void;
  deliverMany: (count: number, raw: (number: number) => string) => void;
  /** Marks the mails of the inbox as read, as a mail program does. */
  markRead: (numbers: string) => Promise<void>;
  /** The mails of a folder, oldest first. */
  mailsIn: (folder: string) => Promise<string[]>;
  stop: () => Promise<void>;
  /** Ends it without a goodbye. */
  kill: () => Promise<void>;
  start: () => Promise<void>;
  /** Loses the numbers of its mails while it is stopped: it gives them new ones, and a new UIDVALIDITY. */
  forgetNumbers: () => void;
};

const SENT_FOLDER = `mailbox Sent {
    auto = create
    special_use = \\Sent
  }`;

const configurationOf = (
  { home, port }: { home: string; port: number },
  { certificate, folders = SENT_FOLDER, configuration = '' }: DovecotOptions,
) => `
protocols = imap
base_dir = ${home}/run
state_dir = ${home}/state
log_path = ${home}/log
${certificate ? `ssl = yes\nssl_cert = <${certificate.certFile}\nssl_key = <${certificate.keyFile}` : 'ssl = no'}
disable_plaintext_auth = no
first_valid_uid = 1
mail_location = maildir:${home}/mail/%u
mailbox_list_index = no
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${NOBODY} gid=${NOBODY} home=${home}/mail/%u
}
service imap-login {
  inet_listener imap {
    address = 127.0.0.1
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service auth {
  unix_listener ${home}/auth {
    mode = 0666
  }
}
namespace inbox {
  inbox = yes
  ${folders}
}
${configuration}
`;

/** Waits until a server greets. */
export async function untilItAnswers(name: string, port: number) {
  for (let tries = 0; tries < 100; tries++) {
    const socket = connect(port, '127.0.0.1');
    const isUp = await Promise.race([
      once(socket, 'data').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${name} does not answer at port ${port}.`);
}

/** Lends a real Dovecot with one empty mailbox, and takes it back. */
export async function withDovecot<T>(work: (dovecot: Dovecot) => Promise<T>, options: DovecotOptions = {}): Promise<T> {
  const home = mkdtempSync(path.join(tmpdir(), 'followthrough-dovecot-'));
  chmodSync(home, 0o755);
  mkdirSync(path.join(home, 'mail'));
  chownSync(path.join(home, 'mail'), NOBODY, NOBODY);
  const port = await freePort();
  const file = path.join(home, 'dovecot.conf');
  writeFileSync(file, configurationOf({ home, port }, options));
  const log = path.join(home, 'log');
  let child: ChildProcess | null = null;

  async function withClient<R>(use: (client: ImapFlow) => Promise<R>): Promise<R> {
    const auth = { user: 'robin', pass: PASSWORD };
    const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, doSTARTTLS: false, auth, logger: false });
    await client.connect();
    try {
      return await use(client);
    } finally {
      await client.logout();
    }
  }
  let delivered = 0;
  /** Writes a mail into a Maildir: in full beside it, then moved in. */
  function drop(raw: string, folder: string) {
    const maildir = path.join(home, 'mail/robin', folder === 'INBOX' ? '' : `.${folder}`);
    for (const part of ['', 'tmp', 'cur', 'new'])
      if (!existsSync(path.join(maildir, part))) {
        mkdirSync(path.join(maildir, part), { recursive: true });
        chownSync(path.join(maildir, part), NOBODY, NOBODY);
      }
    delivered += 1;
    const name = `${Math.floor(Date.now() / 1_000)}.M${String(delivered).padStart(8, '0')}.acme`;
    const written = path.join(maildir, 'tmp', name);
    writeFileSync(written, raw);
    chownSync(written, NOBODY, NOBODY);
    renameSync(written, path.join(maildir, 'new', name));
  }
  async function end(signal: 'SIGTERM' | 'SIGKILL') {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    if (signal === 'SIGKILL')
      process.kill(-(child.pid ?? 0), signal); // its children would go on serving
    else child.kill(signal);
    await exited;
  }
  const dovecot: Dovecot = {
    server: { host: '127.0.0.1', port, security: options.certificate ? 'starttls' : 'none', user: 'robin' },
    password: PASSWORD,
    mails: path.join(home, 'mail'),
    authSocket: path.join(home, 'auth'),
    log: () => (existsSync(log) ? readFileSync(log, 'utf8') : ''),
    deliver: (raw, folder = 'INBOX') => drop(raw, folder),
    deliverMany: (count, raw) => {
      for (let number = 0; number < count; number++) drop(raw(number), 'INBOX');
    },
    markRead: (numbers) =>
      withClient(async (client) => {
        await client.mailboxOpen('INBOX');
        await client.messageFlagsAdd(numbers, ['\\Seen']);
      }),
    mailsIn: (folder) =>
      withClient(async (client) => {
        await client.mailboxOpen(folder, { readOnly: true });
        const mails = client.mailbox && client.mailbox.exists > 0 ? await client.fetchAll('1:*', { source: true }) : [];
        return mails.map(({ source }) => source?.toString() ?? '');
      }),
    async start() {
      child = spawn(BINARY, ['-F', '-c', file], { stdio: 'ignore', detached: true });
      await untilItAnswers('Dovecot', port);
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    forgetNumbers() {
      for (const name of [
        'dovecot-uidlist',
        'dovecot-uidvalidity',
        'dovecot.index',
        'dovecot.index.log',
        'dovecot.index.cache',
      ])
        rmSync(path.join(home, 'mail/robin', name), { force: true });
    },
  };
  try {
    await dovecot.start();
    return await work(dovecot);
  } catch (error) {
    if (process.env.LOG_LEVEL) console.error(dovecot.log());
    throw error;
  } finally {
    await dovecot.stop();
    rmSync(home, { recursive: true, force: true });
  }
}
