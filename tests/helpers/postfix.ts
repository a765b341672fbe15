import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SmtpSettings } from '../../activities/clients/smtp/settings.ts';
import { freePort } from '../../scripts/launch/ports.ts';
import { type Dovecot, untilItAnswers, whyNoDovecot } from './dovecot.ts';
import { mainConfiguration, masterConfiguration, type PostfixOptions } from './postfix-configuration.ts';

const BINARY = '/usr/sbin/postfix';
const MASTER = '/usr/lib/postfix/sbin/master';

/** Why there is no Postfix here to test against, or null. */
export const whyNoPostfix = existsSync(BINARY)
  ? whyNoDovecot
  : 'Postfix is not installed (Debian: apt-get install postfix)';

export type Postfix = {
  server: SmtpSettings['smtp'];
  /** The ids of the mails that it holds and has not delivered. */
  queue: () => string[];
  log: () => string;
  stop: () => Promise<void>;
  start: () => Promise<void>;
};

/** Lends a real Postfix that signs people in through a Dovecot and delivers into its mailboxes, and takes it back. It knows robin and ada; for `customer.example` it accepts whoever is named, and reports back later whom it does not know. */
export async function withPostfix<T>(
  dovecot: Dovecot,
  options: PostfixOptions,
  work: (postfix: Postfix) => Promise<T>,
): Promise<T> {
  const home = mkdtempSync(path.join(tmpdir(), 'followthrough-postfix-'));
  chmodSync(home, 0o755);
  const port = await freePort();
  const [etc, queue, logFile] = [path.join(home, 'etc'), path.join(home, 'queue'), path.join(home, 'log')];
  mkdirSync(etc);
  mkdirSync(queue);
  writeFileSync(path.join(etc, 'main.cf'), mainConfiguration({ home, dovecot, ...options }));
  writeFileSync(path.join(etc, 'master.cf'), masterConfiguration(port));
  let child: ChildProcess | null = null;

  const postfix: Postfix = {
    server: {
      host: '127.0.0.1',
      port,
      security: options.certificate ? 'starttls' : 'none',
      user: 'robin',
    },
    queue: () =>
      ['incoming', 'active', 'deferred', 'hold', 'corrupt']
        .flatMap((name) => readdirSync(path.join(queue, name), { recursive: true, encoding: 'utf8' }))
        .map((name) => path.basename(name))
        .filter((name) => name.length > 1),
    log: () => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : ''),
    async start() {
      child = spawn(MASTER, ['-c', etc, '-s'], { stdio: 'ignore', detached: true }); // its own group: it ends its children by it
      await untilItAnswers('Postfix', port);
    },
    async stop() {
      if (!child || child.exitCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
  try {
    execFileSync(BINARY, ['-c', etc, 'check'], { stdio: 'pipe' });
    await postfix.start();
    return await work(postfix);
  } catch (error) {
    if (process.env.LOG_LEVEL) console.error(postfix.log());
    throw error;
  } finally {
    await postfix.stop();
    rmSync(home, { recursive: true, force: true });
  }
}
