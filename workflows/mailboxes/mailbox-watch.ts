import {
  CancellationScope,
  condition,
  continueAsNew,
  isCancellation,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { MailboxActivities } from '../../activities/mailboxes.ts';
import { page, watch } from '../timeouts.ts';
import { type MailboxWatchInput, mailArrived, mailboxRemoved } from './messages.ts';

const { pollMailbox } = proxyActivities<MailboxActivities>(page);
const { awaitMail } = proxyActivities<MailboxActivities>(watch);

/** Watches a mailbox for as long as it exists: fetches what comes in, has it sorted, and waits for more. */
export async function mailboxWatch(input: MailboxWatchInput): Promise<void> {
  let isWoken = false;
  let isRemoved = false;
  setHandler(mailArrived, () => void (isWoken = true));
  setHandler(mailboxRemoved, () => void (isRemoved = true));

  while (!isRemoved) {
    isWoken = false;
    const { waitMs, mayIdle, report } = await pollMailbox.executeWithOptions({ summary: 'Fetch new mail' }, [input]);
    setCurrentDetails(report);
    if (isWoken || isRemoved) continue;
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof mailboxWatch>(input);
    if (!mayIdle) await condition(() => isWoken || isRemoved, waitMs, { summary: 'Wait for mail' });
    else await idleUnless(() => isWoken || isRemoved, { ...input, forMs: waitMs });
  }
}

/** Lets the mail server tell when something comes, and gives up at once when there is another reason to look. */
async function idleUnless(isOver: () => boolean, input: MailboxWatchInput & { forMs: number }) {
  const scope = new CancellationScope();
  const idling = scope.run(() => awaitMail.executeWithOptions({ summary: 'Listen for mail' }, [input]));
  const ended = idling.catch((error: unknown) => {
    if (!isCancellation(error)) return condition(isOver, input.forMs); // the server does not listen: look again later
    return undefined;
  });
  await Promise.race([ended, condition(isOver)]);
  scope.cancel();
  await ended;
}
