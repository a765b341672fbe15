import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { MailboxAccess, MailProvider } from '../mail-provider.ts';
import type { MicrosoftApp } from './app.ts';
import { graphClient } from './client.ts';
import { fetchInbox } from './inbox.ts';
import { LANE_LIMITS, type Lane, openLane } from './lane.ts';
import { dropDraft, findMessages, findSent } from './messages.ts';
import { sendByGraph } from './send.ts';
import { subscribe } from './subscription.ts';
import { tokens } from './tokens.ts';
import { troubleOf } from './trouble.ts';

const Secrets = z
  .object({ accessToken: z.string(), expiresAt: z.number(), refreshToken: z.string(), scopes: z.array(z.string()) })
  .nullable()
  .catch(null);

/** A mailbox whose server lets more mails out in a minute than Exchange Online does. */
const Settings = z.object({ messagesPerMinute: z.number().int().positive().catch(LANE_LIMITS.messagesPerMinute) });

function outlookProvider(app: MicrosoftApp, mailbox: MailboxAccess, lane: Lane): MailProvider {
  const keep = mailbox.keepSecrets;
  const client = graphClient(app, { lane, tokens: tokens(app, { secrets: Secrets.parse(mailbox.secrets), keep }) });
  const orphansOf = async (messageId: string) =>
    (await findMessages(client, messageId)).filter(({ state }) => state === 'draft');

  return {
    send: (mail, options) => sendByGraph({ client, lane }, mail, options),
    fileSent: async () => {}, // Exchange files what it sends
    async findSent({ messageId, draftId }) {
      const answer = await findSent(client, { messageId, draftId: draftId || null });
      if (answer.kind === 'absent' && !draftId)
        for (const { id } of await orphansOf(messageId)) await dropDraft(client, id);
      return answer;
    },
    fetchSince: (cursor) => fetchInbox(client, cursor, app.graphUrl),
    // The provider tells the watch when something came in, or the watch looks by itself.
    awaitMail: (_cursor, { forMs, signal }) => sleep(forMs, undefined, { signal }).catch(() => {}),
    dropDraft: (draftId) => dropDraft(client, draftId),
    subscribe: (known) => subscribe({ app, client, mailbox }, known),
    reportOf: troubleOf,
    async check() {
      try {
        await client.call({ path: '/me/mailFolders/inbox?$select=id' });
        return { isUsable: true };
      } catch (error) {
        return troubleOf(error);
      }
    },
    close: async () => {},
  };
}

/** Opens Outlook mailboxes. How much each has asked for is known for as long as this process lives, however often its tokens change. */
export function outlookMailboxes(app: MicrosoftApp): (mailbox: MailboxAccess) => MailProvider {
  const lanes = new Map<string, Lane>();
  return (mailbox) => {
    const lane = lanes.get(mailbox.id) ?? openLane({ ...LANE_LIMITS, ...Settings.parse(mailbox.settings ?? {}) });
    lanes.set(mailbox.id, lane);
    return outlookProvider(app, mailbox, lane);
  };
}
