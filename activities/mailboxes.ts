import { cancellationSignal } from '@temporalio/activity';
import type { Mailbox } from '../prisma/generated/client.ts';
import { isAccountShared } from '../prisma/shared-address.ts';
import type { MailboxId } from '../workflows/ids.ts';
import type { MailboxWatchInput } from '../workflows/mailboxes/messages.ts';
import type { ConnectionReport, ConnectionTrouble, Fetched } from './clients/mail-provider.ts';
import type { Deps } from './deps.ts';
import { noteHealth } from './mailboxes/health.ts';
import { moveNextPeople, planAnew } from './mailboxes/move.ts';
import { dropStrayDrafts, learnNames } from './mailboxes/names.ts';
import { handleStored } from './mailboxes/receive.ts';
import { storeFetched } from './mailboxes/store.ts';
import { keepSubscribed, waitBeforeLook } from './mailboxes/subscribe.ts';
import { fileCopies, nextCopyAt } from './sending/copies.ts';
import { whileBeating } from './while-beating.ts';

const SWITCHED_OFF_MS = 3_600_000;
const AFTER_FAILURE_MS = 60_000;
/** A password that was refused is not tried often: servers shut out who does. */
const AFTER_REFUSED_SIGN_IN_MS = 30 * 60_000;
const AFTER_UNHANDLED_MS = 10_000;
const PAGES = 20;
/** How often who listens looks whether a mail has left whose copy is due. */
const COPIES_MS = 15_000;

type Look = { waitMs: number; mayIdle: boolean; report: string };

export type MailboxActivities = ReturnType<typeof mailboxActivities>;
export const mailboxActivities = (deps: Deps) => {
  const { db, mail, log } = deps;
  const mailboxOf = ({ workspaceId, mailboxId }: MailboxWatchInput) =>
    db.withWorkspace(workspaceId, (tx) => tx.mailbox.findUniqueOrThrow({ where: { id: mailboxId } }));

  /** Asks the server for what is new. A mailbox that was in trouble must first pass a whole check, sending included. */
  async function fetchFrom(mailbox: Mailbox): Promise<Fetched | ConnectionTrouble> {
    const provider = mail.open(mailbox);
    if (mailbox.health !== 'ok') {
      const report = await provider.check();
      if (!report.isUsable) return report;
    }
    return provider.fetchSince(mailbox.syncCursor).catch((error: unknown) => provider.reportOf(error));
  }

  /** What the ledger still wants of the provider. None of it holds up the mail that came in. */
  async function tidyUp(input: MailboxWatchInput, mailbox: Mailbox) {
    const provider = mail.open(mailbox);
    const work = [
      fileCopies(db, input, provider),
      learnNames(db, input, provider),
      dropStrayDrafts(db, input, provider),
    ];
    for (const outcome of await Promise.allSettled(work))
      if (outcome.status === 'rejected') log.warn({ ...input, err: outcome.reason }, 'the ledger is not in step');
  }

  /** One page of new mail: fetched, stored, sorted. Says how long to wait for more; null when more is waiting. */
  async function look(input: MailboxWatchInput): Promise<Look | null> {
    const mailbox = await mailboxOf(input);
    if (mailbox.deletedAt || !mailbox.syncEnabled)
      return { waitMs: SWITCHED_OFF_MS, mayIdle: false, report: 'Not watched: switched off.' };
    const note = (report: ConnectionReport) =>
      db.withWorkspace(input.workspaceId, (tx) => noteHealth(tx, mailbox, report));

    const fetched = await fetchFrom(mailbox);
    if ('sentence' in fetched) {
      await note(fetched);
      const waitMs = fetched.code === 'auth' ? AFTER_REFUSED_SIGN_IN_MS : AFTER_FAILURE_MS;
      return { waitMs, mayIdle: false, report: fetched.sentence };
    }
    // What a server said against sending holds until a mail leaves, however well it lets itself be signed in to.
    if (mailbox.healthCode !== 'refused') await note({ isUsable: true });
    await storeFetched(db, input, fetched);
    await tidyUp(input, mailbox);
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

  return {
    /** Fetches what came in, stores it, sorts it, and draws the consequences. Says how long to wait for more. */
    pollMailbox: (input: MailboxWatchInput): Promise<Look> =>
      whileBeating(async () => {
        for (let page = 0; page < PAGES; page++) {
          const looked = await look(input);
          if (looked) return looked;
        }
        return { waitMs: 1, mayIdle: false, report: 'More mail is waiting.' };
      }),

    /** Listens to the mail server until something may have come, or for so long. */
    awaitMail: (input: MailboxWatchInput & { forMs: number }): Promise<void> =>
      whileBeating(async () => {
        const mailbox = await mailboxOf(input);
        const copies = new AbortController();
        const look = async () => {
          const at = await db.withWorkspace(input.workspaceId, (tx) => nextCopyAt(tx, input.mailboxId));
          if (at !== null && at <= Date.now()) copies.abort();
        };
        const timer = setInterval(() => void look().catch(() => {}), COPIES_MS); // the next look comes soon
        const signal = AbortSignal.any([cancellationSignal(), copies.signal]);
        try {
          await mail.open(mailbox).awaitMail(mailbox.syncCursor, { forMs: input.forMs, signal });
        } finally {
          clearInterval(timer);
        }
      }),

    /** Plans what waits in a mailbox anew, after its limits changed. */
    planMailbox: ({ workspaceId, mailboxId }: MailboxWatchInput) =>
      db.withWorkspace(workspaceId, (tx) => planAnew(tx, mailboxId)),

    /** Moves a page of the people of a removed mailbox to another, and tells how many are left. */
    async movePeople(input: MailboxWatchInput & { moveTo: MailboxId }) {
      const { workspaceId, mailboxId, moveTo } = input;
      const mailbox = await mailboxOf(input);
      const moved = await db.withWorkspace(workspaceId, (tx) => moveNextPeople(tx, { mailboxId, moveTo }));
      if (moved.left === 0 && !(await isAccountShared(deps.system, mailbox)))
        await mail
          .giveBack(mailbox)
          .catch((error: unknown) => log.warn({ ...input, err: error }, 'a permission was not given back'));
      return moved;
    },
  };
};
