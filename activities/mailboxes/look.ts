import type { Database } from '../../prisma/db.ts';
import type { Mailbox } from '../../prisma/generated/client.ts';
import type { MailboxWatchInput } from '../../workflows/mailboxes/messages.ts';
import type { ConnectionReport, ConnectionTrouble, Fetched } from '../clients/mail-provider.ts';
import type { Deps } from '../deps.ts';
import { fileCopies } from '../sending/copies.ts';
import { noteHealth } from './health.ts';
import { dropStrayDrafts, learnNames } from './names.ts';
import { handleStored } from './receive.ts';
import { storeFetched } from './store.ts';
import { keepSubscribed, waitBeforeLook } from './subscribe.ts';

const SWITCHED_OFF_MS = 3_600_000;
const AFTER_FAILURE_MS = 60_000;
/** A password that was refused is not tried often: servers shut out who does. */
const AFTER_REFUSED_SIGN_IN_MS = 30 * 60_000;
const AFTER_UNHANDLED_MS = 10_000;

/** What a look at a mailbox found, and how long to leave it. */
export type Look = { waitMs: number; mayIdle: boolean; report: string };

/** The mailbox of a watch, as it is now. */
export const mailboxOf = (db: Database, { workspaceId, mailboxId }: MailboxWatchInput) =>
  db.withWorkspace(workspaceId, (tx) => tx.mailbox.findUniqueOrThrow({ where: { id: mailboxId } }));

/** Asks the server for what is new. A mailbox that was in trouble must first pass a whole check, sending included. */
async function fetchFrom({ mail }: Pick<Deps, 'mail'>, mailbox: Mailbox): Promise<Fetched | ConnectionTrouble> {
  const provider = mail.open(mailbox);
  if (mailbox.health !== 'ok') {
    const report = await provider.check();
    if (!report.isUsable) return report;
  }
  return provider.fetchSince(mailbox.syncCursor).catch((error: unknown) => provider.reportOf(error));
}

/** What the ledger still wants of the provider. None of it holds up the mail that came in. */
async function tidyUp({ db, mail, log }: Deps, input: MailboxWatchInput, mailbox: Mailbox) {
  const provider = mail.open(mailbox);
  const work = [fileCopies(db, input, provider), learnNames(db, input, provider), dropStrayDrafts(db, input, provider)];
  for (const outcome of await Promise.allSettled(work))
    if (outcome.status === 'rejected') log.warn({ ...input, err: outcome.reason }, 'the ledger is not in step');
}

/** One page of new mail: fetched, stored, sorted. Says how long to wait for more; null when more is waiting. */
export async function lookAtMailbox(deps: Deps, input: MailboxWatchInput): Promise<Look | null> {
  const { db, log } = deps;
  const mailbox = await mailboxOf(db, input);
  if (mailbox.deletedAt || !mailbox.syncEnabled)
    return { waitMs: SWITCHED_OFF_MS, mayIdle: false, report: 'Not watched: switched off.' };
  const note = (report: ConnectionReport) =>
    db.withWorkspace(input.workspaceId, (tx) => noteHealth(tx, mailbox, report));

  const fetched = await fetchFrom(deps, mailbox);
  if ('sentence' in fetched) {
    await note(fetched);
    const waitMs = fetched.code === 'auth' ? AFTER_REFUSED_SIGN_IN_MS : AFTER_FAILURE_MS;
    return { waitMs, mayIdle: false, report: fetched.sentence };
  }
  // What a server said against sending holds until a mail leaves, however well it lets itself be signed in to.
  if (mailbox.healthCode !== 'refused') await note({ isUsable: true });
  await storeFetched(db, input, fetched);
  await tidyUp(deps, input, mailbox);
  const { handled, failed } = await handleStored(db, input);
  if (handled > 0) log.debug({ ...input, handled }, 'mail received');
  for (const error of failed) log.warn({ ...input, error }, 'mail not handled');
  if (failed.length > 0)
    return { waitMs: AFTER_UNHANDLED_MS, mayIdle: false, report: `${failed.length} mails could not be sorted yet.` };
  if (fetched.hasMore) return null;
  const isTold = await keepSubscribed(deps, mailbox);
  const waitMs = mailbox.health === 'ok' ? await waitBeforeLook(db, mailbox, isTold) : AFTER_FAILURE_MS;
  return { waitMs, mayIdle: mailbox.provider === 'smtp', report: `Looked at ${new Date().toISOString()}.` };
}
