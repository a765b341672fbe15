import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ImapFlow } from 'imapflow';
import type { SmtpSettings } from '../../activities/clients/smtp/settings.ts';
import { freePort } from '../../scripts/launch/ports.ts';

const BINARY = '/usr/sbin/dovecot';
const PASSWORD = 'secret';
const NOBODY = 65_534;

/** Why there is no Dovecot here to test against, or null. */
export const whyNoDovecot = !existsSync(BINARY)
  ? 'Dovecot is not installed (Debian: apt-get install dovecot-imapd)'
  : process.getuid?.() === 0
    ? null
    : 'Dovecot is started by root alone';

export type Dovecot = {
  server: SmtpSettings['imap'];
  password: string;
  /** Puts a mail into a folder, as its delivery does. */
  deliver: (raw: string, folder?: string) => Promise<void>;
  /** The mails of a folder, oldest first. */
  mailsIn: (folder: string) => Promise<string[]>;
  stop: () => Promise<void>;
  start: () => Promise<void>;
  /** Loses the numbers of its mails while it is stopped: it gives them new ones, and a new UIDVALIDITY. */
  forgetNumbers: () => void;
};

const configuration = (home: string, port: number) => `
protocols = imap
base_dir = ${home}/run
state_dir = ${home}/state
log_path = ${home}/log
ssl = no
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
namespace inbox {
  inbox = yes
  mailbox Sent {
    auto = create
    special_use = \\Sent
  }
}
`;

async function untilItAnswers(port: number) {
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
  throw new Error(`Dovecot does not answer at port ${port}.`);
}

/** Lends a real Dovecot with one empty mailbox, and takes it back. */
export async function withDovecot<T>(work: (dovecot: Dovecot) => Promise<T>): Promise<T> {
  const home = mkdtempSync(path.join(tmpdir(), 'followthrough-dovecot-'));
  chmodSync(home, 0o755);
  mkdirSync(path.join(home, 'mail'));
  chownSync(path.join(home, 'mail'), NOBODY, NOBODY);
  const port = await freePort();
  const file = path.join(home, 'dovecot.conf');
  writeFileSync(file, configuration(home, port));
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
  const dovecot: Dovecot = {
    server: { host: '127.0.0.1', port, security: 'none', user: 'robin' },
    password: PASSWORD,
    deliver: (raw, folder = 'INBOX') =>
      withClient(async (client) => void (await client.append(folder, raw.replaceAll(/\r?\n/g, '\r\n')))),
    mailsIn: (folder) =>
      withClient(async (client) => {
        await client.mailboxOpen(folder, { readOnly: true });
        const mails = client.mailbox && client.mailbox.exists > 0 ? await client.fetchAll('1:*', { source: true }) : [];
        return mails.map(({ source }) => source?.toString() ?? '');
      }),
    async start() {
      child = spawn(BINARY, ['-F', '-c', file], { stdio: 'ignore' });
      await untilItAnswers(port);
    },
    async stop() {
      if (!child || child.exitCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
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
    const log = path.join(home, 'log');
    if (existsSync(log) && process.env.LOG_LEVEL) console.error(readFileSync(log, 'utf8'));
    throw error;
  } finally {
    await dovecot.stop();
    rmSync(home, { recursive: true, force: true });
  }
}
