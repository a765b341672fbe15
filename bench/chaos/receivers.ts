import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** Who takes the mail in, and counts it: a process of its own that outlives ours. */
export type Receiver = {
  provider: 'gmail' | 'outlook' | 'smtp' | 'sandbox';
  /** What the product must be told to reach it. */
  settings: Record<string, string>;
  /** How a mailbox there is opened. */
  open: (email: string) => Promise<{ settings: object; secrets: object | null }>;
  /** What arrived: one entry per mail. `key` is the name that its writer gave it. Null where our own database keeps it. */
  arrived: (() => Promise<{ to: string; key: string }[]>) | null;
  total: (() => Promise<number>) | null;
  end: () => void;
};

/** Starts a helper of the tests as a process, and resolves with what it says first. */
async function serve(file: string, args: string[]): Promise<{ url: string; child: ChildProcess }> {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, 'tests/helpers', file), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  return { url: String(said).trim(), child };
}

const asker =
  (url: string) =>
  async <T>(name: string, body?: object): Promise<T> => {
    const method = body ? 'POST' : 'GET';
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${url}/control/${name}`, { method, headers, body: body && JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${url}/control/${name} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };

/** Google's answers are lost after the effect, now and then, at each step of a sending. */
async function gmail(): Promise<Receiver> {
  const { url, child } = await serve('fake-google/serve.ts', ['0']);
  const ask = asker(url);
  const app = await ask<{ clientId: string; clientSecret: string }>('app', {});
  await ask('fault', { method: 'gmail.users.drafts.send', kind: 'drop-after', every: 37 });
  await ask('fault', { method: 'gmail.users.drafts.create', kind: 'drop-after', every: 61 });
  await ask('fault', { method: 'gmail.users.messages.get', kind: 'drop-after', every: 53 });
  return {
    provider: 'gmail',
    settings: {
      GOOGLE_CLIENT_ID: app.clientId,
      GOOGLE_CLIENT_SECRET: app.clientSecret,
      GOOGLE_ACCOUNTS_URL: url,
      GOOGLE_TOKEN_URL: url,
      GOOGLE_API_URL: url,
    },
    open: async (email) => ({ settings: {}, secrets: await ask<object>('grant', { email }) }),
    async arrived() {
      const mails = await ask<{ to: string[]; ref: string | null; messageId: string }[]>('deliveries', {});
      return mails.map(({ to, ref, messageId }) => ({ to: to[0] ?? '', key: ref ?? messageId }));
    },
    total: async () => (await ask<{ deliveries: number }>('counts', {})).deliveries,
    end: () => child.kill(),
  };
}

async function outlook(): Promise<Receiver> {
  const { url, child } = await serve('fake-graph/serve.ts', ['0']);
  const ask = asker(url);
  const dropped = (operation: string, rate: number) => ({ operation, kind: 'drop-answer', rate });
  await ask('faults', {
    faults: [dropped('sendDraft', 0.027), dropped('createDraft', 0.016), dropped('getMessage', 0.02)],
  });
  return {
    provider: 'outlook',
    settings: {
      MICROSOFT_CLIENT_ID: 'fake-app',
      MICROSOFT_CLIENT_SECRET: 'fake-secret',
      MICROSOFT_LOGIN_URL: url,
      MICROSOFT_GRAPH_URL: url,
    },
    open: async (email) => ({ settings: {}, secrets: await ask<object>('accounts', { email }) }),
    async arrived() {
      const { deliveries } = await ask<{ deliveries: { to: string; writtenMessageId: string }[] }>('deliveries');
      return deliveries.map(({ to, writtenMessageId }) => ({ to, key: writtenMessageId }));
    },
    total: async () => (await ask<{ total: number }>('counts')).total,
    end: () => child.kill(),
  };
}

type House = { smtpPort: number; imapPort: number; user: string; password: string };

/** A server that files what it sent among the sent mails, as most do, and loses some of its answers. */
async function smtp(): Promise<Receiver> {
  const { url, child } = await serve('mail-house/serve.ts', ['0.02']);
  const ask = asker(url);
  const { smtpPort, imapPort, user, password } = await ask<House>('app');
  return {
    provider: 'smtp',
    settings: {},
    async open() {
      const server = { host: '127.0.0.1', security: 'none', user };
      return {
        settings: { smtp: { ...server, port: smtpPort }, imap: { ...server, port: imapPort } },
        secrets: { smtpPassword: password, imapPassword: password },
      };
    },
    arrived: () => ask<{ to: string; key: string }[]>('deliveries'),
    total: async () => (await ask<{ total: number }>('counts')).total,
    end: () => child.kill(),
  };
}

const sandbox = async (): Promise<Receiver> => ({
  provider: 'sandbox',
  settings: {},
  open: async () => ({ settings: {}, secrets: null }),
  arrived: null,
  total: null,
  end: () => {},
});

/** The receiving sides that mail can be sent to. */
export const RECEIVERS = { gmail, outlook, smtp, sandbox };
