import express, { type Request, Router } from 'express';
import { z } from 'zod';
import { isTrusted, mailboxNamedBy } from '../../activities/clients/outlook/subscription.ts';
import { tellWorkflows } from '../../prisma/outbox.ts';
import { tellMailbox } from '../../workflows/mailboxes/messages.ts';
import type { ApiDeps } from '../http/context.ts';

const MAX_TOKEN = 2_000;

/** What Microsoft calls with (learn.microsoft.com/graph/change-notifications-delivery-webhooks). A kind of event that is not known yet is a reason to look, too. */
const Notification = z.object({
  subscriptionId: z.string(),
  clientState: z.string(),
  lifecycleEvent: z.string().nullish(),
});
type Notification = z.output<typeof Notification>;
const Notifications = z.object({ value: z.array(z.unknown()).max(1_000) });

/** Events after which what was agreed must be agreed anew: its end is forgotten, so that the watch's next look does so. */
const ENDING = new Set(['reauthorizationRequired', 'subscriptionRemoved']);

/** The calls of a body that can be read, the last of each kind for each mailbox: one look sees all that came. */
function callsIn(body: unknown): Notification[] {
  const { success, data } = Notifications.safeParse(body);
  const read = success ? data.value.flatMap((each) => Notification.safeParse(each).data ?? []) : [];
  const calls = read.map((call) => [`${call.clientState} ${call.lifecycleEvent ?? ''}`, call] as const);
  return [...new Map(calls).values()];
}

/** Wakes the watch of the mailbox that a call is about, where the call comes from whom it asked to be told. */
async function take({ db }: ApiDeps, call: Notification) {
  const named = mailboxNamedBy(call.clientState);
  if (!named) return;
  await db.withWorkspace(named.workspaceId, async (tx) => {
    const where = { id: named.mailboxId, provider: 'outlook' as const, deletedAt: null };
    const mailbox = await tx.mailbox.findFirst({ where, select: { id: true, subscription: true } });
    if (!mailbox || !isTrusted(mailbox.subscription, call)) return;
    if (ENDING.has(call.lifecycleEvent ?? ''))
      await tx.mailbox.update({ where: { id: mailbox.id }, data: { subscribedUntil: null } });
    await tellWorkflows(tx, [tellMailbox.arrived(mailbox.id)]);
  });
}

const tokenOf = ({ query: { validationToken } }: Request) =>
  typeof validationToken === 'string' && validationToken.length <= MAX_TOKEN ? validationToken : null;

/** Where Microsoft tells of new mail. Who calls without the word that we gave learns nothing: the answer is the same. */
export function outlookHook(deps: ApiDeps): Router {
  const router = Router();
  router.post('/hooks/outlook', express.json({ limit: '1mb' }), async (request, response) => {
    const token = tokenOf(request);
    if (token !== null) return void response.type('text/plain').send(token); // its way to ask whether we want to be told
    for (const call of callsIn(request.body)) await take(deps, call);
    return void response.status(202).end();
  });
  return router;
}
