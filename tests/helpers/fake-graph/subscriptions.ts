import { randomUUID } from 'node:crypto';
import type {
  ChangeNotification,
  ChangeNotificationCollection,
  LifecycleEventType,
  Subscription,
} from '@microsoft/microsoft-graph-types';
import { type Request, Router } from 'express';
import { type Answer, forMailbox, problem } from './gate.ts';
import type { Account, State, StoredSubscription } from './state.ts';

/** The longest that a subscription to Outlook messages holds (learn.microsoft.com/graph/change-notifications-overview#subscription-lifetime). */
const LONGEST_MS = 10_080 * 60_000;
const MAX_CLIENT_STATE = 128;
const ANSWER_WITHIN_MS = 10_000;

type StandingAnswer = Subscription & { id: string };

const subscriptionResource = (subscription: StoredSubscription): StandingAnswer => ({
  id: subscription.id,
  resource: subscription.resource,
  changeType: subscription.changeType,
  notificationUrl: subscription.notificationUrl,
  lifecycleNotificationUrl: subscription.lifecycleNotificationUrl,
  expirationDateTime: new Date(subscription.expiresAt).toISOString(),
});

/** Whether whoever answers at an address proves that it wants to be told (learn.microsoft.com/graph/change-notifications-delivery-webhooks#notificationurl-validation). */
async function mayTell(url: string): Promise<boolean> {
  const token = `Validation: Testing client application reachability & more ${randomUUID()}`;
  const asked = new URL(url);
  asked.searchParams.set('validationToken', token);
  const answer = await fetch(asked, { method: 'POST', signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }).catch(
    () => null,
  );
  const isText = answer?.headers.get('content-type')?.startsWith('text/plain') ?? false;
  return answer?.status === 200 && isText && (await answer.text()) === token;
}

/** Tells one subscriber one thing. */
async function tell(state: State, subscription: StoredSubscription, notification: ChangeNotification) {
  const body: ChangeNotificationCollection = { value: [notification] };
  const url = notification.lifecycleEvent ? subscription.lifecycleNotificationUrl : subscription.notificationUrl;
  const answer = await fetch(url ?? subscription.notificationUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  }).catch(() => null);
  const what = notification.lifecycleEvent ?? 'created';
  state.told.push({ subscriptionId: subscription.id, what, status: answer?.status ?? 0 });
}

const common = (subscription: StoredSubscription): ChangeNotification => ({
  subscriptionId: subscription.id,
  clientState: subscription.clientState,
  subscriptionExpirationDateTime: new Date(subscription.expiresAt).toISOString(),
  tenantId: '84bd8158-6d4d-4958-8b9f-9d6445542f95',
});

/** Tells the subscribers of an account that a mail came in. Nobody waits for it. */
export function tellOfMail(state: State, { email, subscriptions }: Account, message: { immutableId: string }) {
  for (const subscription of subscriptions.filter(({ expiresAt }) => expiresAt > Date.now())) {
    const resource = `Users/${email}/Messages/${message.immutableId}`;
    void tell(state, subscription, { ...common(subscription), changeType: 'created', resource });
  }
}

/** Tells the subscribers of an account of an event in the life of their subscription (learn.microsoft.com/graph/change-notifications-lifecycle-events). */
export async function tellLifecycle(state: State, account: Account, lifecycleEvent: LifecycleEventType) {
  const told = [...account.subscriptions];
  if (lifecycleEvent === 'subscriptionRemoved') account.subscriptions.length = 0;
  await Promise.all(told.map((subscription) => tell(state, subscription, { ...common(subscription), lifecycleEvent })));
}

function expiryOf({ body }: Request): number | Answer {
  const expiresAt = Date.parse(String(body?.expirationDateTime));
  if (Number.isNaN(expiresAt) || expiresAt > Date.now() + LONGEST_MS || expiresAt < Date.now())
    return problem(400, 'ValidationError', 'Subscription expiration can only be 10080 minutes in the future.');
  return expiresAt;
}

/** Asking to be told, asking on, and asking no more (learn.microsoft.com/graph/api/resources/subscription). */
export function subscriptionRoutes(state: State): Router {
  const router = Router();
  const read = { scope: 'Mail.ReadWrite' };
  const find = (account: Account, id: unknown) => account.subscriptions.find((known) => known.id === id);
  const missing = problem(404, 'ResourceNotFound', 'The object was not found.');

  router.post(
    '/subscriptions',
    forMailbox(state, { operation: 'subscribe', ...read }, async (account, request) => {
      const asked = request.body as Subscription;
      const expiresAt = expiryOf(request);
      if (typeof expiresAt !== 'number') return expiresAt;
      if ((asked.clientState?.length ?? 0) > MAX_CLIENT_STATE)
        return problem(400, 'ValidationError', 'The clientState is longer than 128 characters.');
      const urls = [asked.notificationUrl, asked.lifecycleNotificationUrl].filter(
        (url) => url !== undefined && url !== null,
      );
      const answers = await Promise.all(urls.map(mayTell));
      if (!asked.notificationUrl || answers.includes(false))
        return problem(400, 'ValidationError', 'Subscription validation request failed.');
      const subscription: StoredSubscription = {
        id: randomUUID(),
        resource: asked.resource ?? '',
        changeType: asked.changeType ?? '',
        notificationUrl: asked.notificationUrl,
        lifecycleNotificationUrl: asked.lifecycleNotificationUrl ?? null,
        clientState: asked.clientState ?? null,
        expiresAt,
      };
      account.subscriptions.push(subscription);
      return { status: 201, body: subscriptionResource(subscription) };
    }),
  );

  router.patch(
    '/subscriptions/:id',
    forMailbox(state, { operation: 'renewSubscription', ...read }, (account, request) => {
      const subscription = find(account, request.params.id);
      if (!subscription) return missing;
      const expiresAt = expiryOf(request);
      if (typeof expiresAt !== 'number') return expiresAt;
      subscription.expiresAt = expiresAt;
      return { status: 200, body: subscriptionResource(subscription) };
    }),
  );

  router.delete(
    '/subscriptions/:id',
    forMailbox(state, { operation: 'deleteSubscription', ...read }, (account, request) => {
      const subscription = find(account, request.params.id);
      if (!subscription) return missing;
      account.subscriptions.splice(account.subscriptions.indexOf(subscription), 1);
      return { status: 204 };
    }),
  );
  return router;
}
