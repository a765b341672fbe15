import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Subscription as GraphSubscription } from '@microsoft/microsoft-graph-types';
import { z } from 'zod';
import { idOf, type MailboxId, type WorkspaceId } from '../../../workflows/ids.ts';
import type { MailboxAccess, Subscription } from '../mail-provider.ts';
import type { MicrosoftApp } from './app.ts';
import type { GraphClient } from './client.ts';
import { GraphError } from './graph-error.ts';

/** How long Microsoft tells of new mail before it must be asked again: a little under the seven days that it allows (learn.microsoft.com/graph/change-notifications-overview#subscription-lifetime). */
const LASTS_MS = 10_000 * 60_000;

/** What is kept of a subscription. The word that Microsoft repeats in each call is kept as its hash alone. */
const State = z.object({ subscriptionId: z.string(), clientStateHash: z.string() });

const hashOf = (clientState: string) => createHash('sha256').update(clientState).digest('base64url');

/** The word that Microsoft repeats in each call: it names the mailbox, and nobody can guess it. At most 128 characters may be used. */
const newClientState = ({ workspaceId, id }: MailboxAccess) =>
  `${workspaceId}.${id}.${randomBytes(32).toString('base64url')}`;

/** The mailbox that a call is about, by the word in it; null where it is none of ours. */
export function mailboxNamedBy(clientState: string): { workspaceId: WorkspaceId; mailboxId: MailboxId } | null {
  const [, workspaceId, mailboxId] = /^([0-9a-f-]{36})\.([0-9a-f-]{36})\.[\w-]{43}$/.exec(clientState) ?? [];
  if (!workspaceId || !mailboxId) return null;
  return { workspaceId: idOf<WorkspaceId>(workspaceId), mailboxId: idOf<MailboxId>(mailboxId) };
}

/** Whether a call comes from whom a mailbox asked to be told. */
export function isTrusted(
  known: unknown,
  { subscriptionId, clientState }: { subscriptionId: string; clientState: string },
) {
  const state = State.safeParse(known);
  if (!state.success || state.data.subscriptionId !== subscriptionId) return false;
  const expected = Buffer.from(state.data.clientStateHash);
  const given = Buffer.from(hashOf(clientState));
  return expected.length === given.length && timingSafeEqual(expected, given);
}

type Standing = GraphSubscription & { id: string };

/** Asks to be told of new mail, or asks on where that was asked before (learn.microsoft.com/graph/api/subscription-post-subscriptions). */
export async function subscribe(
  { app, client, mailbox }: { app: MicrosoftApp; client: GraphClient; mailbox: MailboxAccess },
  known: unknown,
): Promise<Subscription | null> {
  if (!app.hookUrl) return null;
  const until = Date.now() + LASTS_MS;
  const expirationDateTime = new Date(until).toISOString();
  const state = State.safeParse(known);
  if (state.success) {
    const path = `/subscriptions/${encodeURIComponent(state.data.subscriptionId)}`;
    const isRenewed = await client
      .call<Standing>({ method: 'PATCH', path, json: { expirationDateTime } })
      .then(() => true)
      .catch((error: unknown) => {
        if (error instanceof GraphError && error.failure === 'gone') return false;
        throw error;
      });
    if (isRenewed) return { state: state.data, until };
  }
  const clientState = newClientState(mailbox);
  const asked: GraphSubscription = {
    changeType: 'created',
    resource: "me/mailFolders('inbox')/messages",
    notificationUrl: app.hookUrl,
    lifecycleNotificationUrl: app.hookUrl,
    expirationDateTime,
    clientState,
  };
  const { id } = await client.call<Standing>({
    method: 'POST',
    path: '/subscriptions',
    json: asked,
    repeat: 'if-refused',
  });
  return { state: { subscriptionId: id, clientStateHash: hashOf(clientState) }, until };
}
