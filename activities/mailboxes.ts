import { cancellationSignal } from '@temporalio/activity';
import { isAccountShared } from '../prisma/shared-address.ts';
import type { MailboxId } from '../workflows/ids.ts';
import type { MailboxWatchInput } from '../workflows/mailboxes/messages.ts';
import type { Deps } from './deps.ts';
import { listenUntilDue } from './mailboxes/listen.ts';
import { type Look, lookAtMailbox, mailboxOf } from './mailboxes/look.ts';
import { moveNextPeople, planAnew } from './mailboxes/move.ts';
import { whileBeating } from './while-beating.ts';

const PAGES = 20;

export type MailboxActivities = ReturnType<typeof mailboxActivities>;
export const mailboxActivities = (deps: Deps) => {
  const { db, mail, log } = deps;

  return {
    /** Fetches what came in, stores it, sorts it, and draws the consequences. Says how long to wait for more. */
    pollMailbox: (input: MailboxWatchInput): Promise<Look> =>
      whileBeating(async () => {
        for (let page = 0; page < PAGES; page++) {
          const looked = await lookAtMailbox(deps, input);
          if (looked) return looked;
        }
        return { waitMs: 1, mayIdle: false, report: 'More mail is waiting.' };
      }),

    /** Listens to the mail server until something may have come, or for so long. */
    awaitMail: (input: MailboxWatchInput & { forMs: number }): Promise<void> =>
      whileBeating(async () => {
        const mailbox = await mailboxOf(db, input);
        const provider = mail.open(mailbox);
        await listenUntilDue(db, input, (due) =>
          provider.awaitMail(mailbox.syncCursor, {
            forMs: input.forMs,
            signal: AbortSignal.any([cancellationSignal(), due]),
          }),
        );
      }),

    /** Plans what waits in a mailbox anew, after its limits changed. */
    planMailbox: ({ workspaceId, mailboxId }: MailboxWatchInput) =>
      db.withWorkspace(workspaceId, (tx) => planAnew(tx, mailboxId)),

    /** Moves a page of the people of a removed mailbox to another, and tells how many are left. */
    async movePeople(input: MailboxWatchInput & { moveTo: MailboxId }) {
      const { workspaceId, mailboxId, moveTo } = input;
      const mailbox = await mailboxOf(db, input);
      const moved = await db.withWorkspace(workspaceId, (tx) => moveNextPeople(tx, { mailboxId, moveTo }));
      if (moved.left === 0 && !(await isAccountShared(deps.system, mailbox)))
        await mail
          .giveBack(mailbox)
          .catch((error: unknown) => log.warn({ ...input, err: error }, 'a permission was not given back'));
      return moved;
    },
  };
};
