import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { ConnectionReport, MailboxAccess, MailProvider, Subscription } from '../mail-provider.ts';
import type { GoogleApp } from './app.ts';
import { type GmailClient, gmailClient } from './client.ts';
import { dropDraft } from './draft.ts';
import { draftName } from './draft-name.ts';
import { GoogleError } from './google-error.ts';
import { quotas } from './quota.ts';
import { sendByGmail } from './send.ts';
import { findSent } from './sent.ts';
import { fetchGmail } from './sync.ts';
import { tokens } from './tokens.ts';
import { troubleOf } from './trouble.ts';

const Secrets = z
  .object({ accessToken: z.string(), expiresAt: z.number(), refreshToken: z.string(), scopes: z.array(z.string()) })
  .nullable();

/** Asks Gmail to tell of new mail, for the week that it allows. */
async function watchMailbox(client: GmailClient, topicName: string): Promise<Subscription> {
  const requestBody = { topicName, labelIds: ['INBOX', 'SPAM'], labelFilterBehavior: 'include' };
  const { expiration, historyId } = await client.call('users.watch', (users, options) =>
    users.watch({ userId: 'me', requestBody }, options),
  );
  return { state: { historyId: historyId ?? '' }, until: Number(expiration ?? 0) };
}

function reportOf(error: unknown) {
  if (error instanceof GoogleError) return troubleOf(error);
  throw error;
}

/** Gmail mailboxes of this installation. Mail goes out as a draft that is sent; it comes in by the mailbox's history. */
export function gmailProviders(app: GoogleApp): (mailbox: MailboxAccess) => MailProvider {
  const quotaOf = quotas(app.unitsPerMinute);
  return ({ id, secrets, keepSecrets }) => {
    const keeper = tokens(app, { secrets: Secrets.parse(secrets), keep: keepSecrets });
    const client = gmailClient(app, { tokens: keeper, quota: quotaOf(id) });
    return {
      send: (mail, options) => sendByGmail(client, mail, options),
      fileSent: async () => {}, // Gmail keeps a copy itself
      findSent: (question) => findSent(client, question),
      fetchSince: (cursor) => fetchGmail(client, cursor),
      awaitMail: (_cursor, { forMs, signal }) => sleep(forMs, undefined, { signal }).catch(() => {}),
      subscribe: async () => (app.topic === null ? null : watchMailbox(client, app.topic)),
      async dropDraft(draftId) {
        const name = draftName.read(draftId);
        if (name) await dropDraft(client, name);
      },
      reportOf,
      check: (): Promise<ConnectionReport> =>
        client
          .call('users.getProfile', (users, options) => users.getProfile({ userId: 'me' }, options))
          .then(() => ({ isUsable: true }), reportOf),
      close: async () => {},
    };
  };
}
