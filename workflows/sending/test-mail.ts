import { proxyActivities, setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { SendingActivities } from '../../activities/sending.ts';
import { runState } from '../attributes.ts';
import { handover } from '../timeouts.ts';
import type { TestMailInput } from './messages.ts';

const { sendTestMail } = proxyActivities<SendingActivities>(handover);

/** Sends a person the mail of a step, filled in as for a contact. */
export async function testMail(input: TestMailInput): Promise<string> {
  const { state } = await sendTestMail.executeWithOptions({ summary: 'Send the test mail' }, [input]);
  setCurrentDetails(`Ended: ${state}.`);
  upsertSearchAttributes([{ key: runState, value: state }]);
  return state;
}
