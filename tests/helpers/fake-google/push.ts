import type { Accounts } from './consent.ts';
import { discovery, HAS_DISCOVERY } from './discovery.ts';
import type { Account, HistoryEntry } from './state.ts';

type Options = { people: Accounts; account: string; url: string | null; breaches: string[] };
type Tampering = { account?: string; audience?: string };

let count = 0;

/** Pub/Sub's push: tells an address of each change that a mailbox is watched for, with a token signed by Google. */
export function pusher({ people, account: serviceAccount, url, breaches }: Options) {
  const described = HAS_DISCOVERY ? discovery('pubsub.v1') : null;
  const underWay = new Set<Promise<unknown>>();
  const statuses: number[] = [];
  let target = url;

  /** One call, as it comes from Pub/Sub. */
  async function call(address: string, emailAddress: string, historyId: number, tampering: Tampering = {}) {
    const message = {
      data: Buffer.from(JSON.stringify({ emailAddress, historyId })).toString('base64'),
      messageId: String(++count),
      publishTime: new Date().toISOString(),
    };
    for (const breach of described?.schemaBreaches('PubsubMessage', message) ?? []) breaches.push(`push: ${breach}`);
    const claims = { email: tampering.account ?? serviceAccount, email_verified: true, sub: '113774264463038321964' };
    const token = await people.sign(claims, tampering.audience ?? address);
    const { status } = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ message, subscription: 'projects/followthrough-test/subscriptions/gmail-push' }),
    });
    statuses.push(status);
    return status;
  }

  return {
    /** What the address answered, in order. */
    statuses,
    call,
    to(address: string | null) {
      target = address;
    },
    tell({ email, historyId, watch }: Account, { mail, labelIds = [] }: HistoryEntry) {
      const labels = new Set([...mail.labelIds, ...labelIds]);
      const isWatched = watch && watch.until > Date.now() && watch.labelIds.some((label) => labels.has(label));
      if (!target || !isWatched) return;
      const told = call(target, email, historyId).catch(() => {});
      underWay.add(told);
      void told.finally(() => underWay.delete(told));
    },
    settled: () => Promise.all(underWay),
  };
}
