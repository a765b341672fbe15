import { proxyActivities } from '@temporalio/workflow';
import type { ReplyActivities } from '../../activities/replies.ts';
import { quick } from '../timeouts.ts';
import type { MailCorrectionInput } from './messages.ts';

const { correctMail } = proxyActivities<ReplyActivities>(quick);

/** Takes back what followed from a mail that was misunderstood, and does what follows from what it really is. */
export async function mailCorrection(input: MailCorrectionInput): Promise<void> {
  await correctMail.executeWithOptions({ summary: 'Correct what the mail is' }, [input]);
}
