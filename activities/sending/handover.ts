import { idOf, type WorkspaceId } from '../../workflows/ids.ts';
import type { MailProvider, OutgoingMail, SendOutcome } from '../clients/mail-provider.ts';
import type { Deps } from '../deps.ts';

/** How long a claim holds unrenewed. A claim that has lapsed belongs to a process that is gone. */
export const LEASE_MS = 20_000;
const RENEW_MS = 4_000;
/** Who cannot renew gives up before the claim lapses, so that no two processes ever hand over one mail at a time. */
const GIVE_UP_MS = LEASE_MS - 5_000;

export type Claim = {
  workspaceId: string;
  outboundEmailId: string;
  draftId: string | null;
  /** Whether it was handed over before, as far as anybody knows. */
  isRetry?: boolean;
  mail: OutgoingMail;
};
type Way<T> = { provider: MailProvider; record: (outcome: SendOutcome) => Promise<T> };

/** Hands a claimed mail over and has the outcome written down, and holds the claim for as long as both take. */
export async function handOver<T>(
  { db }: Pick<Deps, 'db'>,
  { workspaceId, outboundEmailId, draftId, isRetry, mail }: Claim,
  { provider, record }: Way<T>,
): Promise<T> {
  const giveUp = new AbortController();
  let renewedAt = Date.now();
  const update = (data: { leaseUntil: Date } | { providerDraftId: string }) =>
    db.withWorkspace(idOf<WorkspaceId>(workspaceId), (tx) =>
      tx.outboundEmail.updateMany({ where: { id: outboundEmailId, state: 'sending' }, data }),
    );
  const renew = async () => {
    if (Date.now() - renewedAt > GIVE_UP_MS) giveUp.abort();
    const until = new Date(Date.now() + LEASE_MS);
    await update({ leaseUntil: until });
    renewedAt = until.getTime() - LEASE_MS;
  };
  const timer = setInterval(() => void renew().catch(() => {}), RENEW_MS);
  try {
    const outcome = await provider.send(mail, {
      signal: giveUp.signal,
      draftId,
      isRetry,
      keepDraft: async (providerDraftId) => void (await update({ providerDraftId })),
    });
    return await record(outcome);
  } finally {
    clearInterval(timer);
  }
}
