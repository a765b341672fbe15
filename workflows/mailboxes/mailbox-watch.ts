import {
  CancellationScope,
  condition,
  continueAsNew,
  isCancellation,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { MailboxActivities } from '../../activities/mailboxes.ts';
import { look, quick, watch } from '../timeouts.ts';
import { limitsChanged, type MailboxWatchInput, mailArrived, mailboxRemoved, type Removal } from './messages.ts';

const { movePeople, planMailbox } = proxyActivities<MailboxActivities>(quick);
const { pollMailbox } = proxyActivities<MailboxActivities>(look);
const { awaitMail } = proxyActivities<MailboxActivities>(watch);

/** How long to leave a server that could not be listened to, before it is asked again. */
const DEAF_MS = 30_000;
/** How long to leave people who cannot be moved because a mail to them is leaving just now. */
const MOVE_AGAIN_MS = 10_000;

/** What the watch has been told since it looked last. */
type Heard = { isWoken: boolean; isPlanStale: boolean; removal: Removal | null };

/** Watches a mailbox for as long as it exists: fetches what comes in, has it sorted, and waits for more; plans its mails anew when its limits change. */
export async function mailboxWatch(input: MailboxWatchInput): Promise<void> {
  const heard: Heard = { isWoken: false, isPlanStale: false, removal: null };
  const isCalled = () => heard.isWoken || heard.isPlanStale || heard.removal !== null;
  setHandler(mailArrived, () => void (heard.isWoken = true));
  setHandler(limitsChanged, () => void (heard.isPlanStale = true));
  setHandler(mailboxRemoved, (removal) => void (heard.removal = removal));

  while (heard.removal === null) {
    if (heard.isPlanStale) {
      heard.isPlanStale = false;
      await planMailbox.executeWithOptions({ summary: 'Plan waiting mails anew' }, [input]);
    }
    heard.isWoken = false;
    const { waitMs, mayIdle, report } = await pollMailbox.executeWithOptions({ summary: 'Fetch new mail' }, [input]);
    setCurrentDetails(report);
    if (isCalled()) continue;
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof mailboxWatch>(input);
    if (mayIdle) await listen(isCalled, { ...input, forMs: waitMs });
    else await condition(isCalled, waitMs, { summary: 'Wait for mail' });
  }
  await handOverPeople(input, heard.removal);
}

/** Lets the mail server tell when something comes, and gives up at once when there is another reason to look. */
async function listen(isCalled: () => boolean, input: MailboxWatchInput & { forMs: number }) {
  const scope = new CancellationScope();
  const listening = scope.run(() => awaitMail.executeWithOptions({ summary: 'Listen for mail' }, [input]));
  const ended = listening.catch((error: unknown) => {
    if (isCancellation(error)) return undefined;
    return condition(isCalled, DEAF_MS, { summary: 'The server cannot be listened to' });
  });
  await Promise.race([ended, condition(isCalled)]);
  scope.cancel();
  await ended;
}

/** Moves the people of a removed mailbox to the one that was named for them, page by page, until none is left. */
async function handOverPeople({ workspaceId, mailboxId }: MailboxWatchInput, { moveTo }: Removal) {
  if (moveTo === null) return;
  for (;;) {
    const { moved, left } = await movePeople.executeWithOptions({ summary: 'Move people' }, [
      { workspaceId, mailboxId, moveTo },
    ]);
    if (left === 0) return;
    if (moved === 0) await sleep(MOVE_AGAIN_MS);
  }
}
