import { proxyActivities, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { SequenceActivities } from '../../activities/sequences.ts';
import { page } from '../timeouts.ts';
import { batchCancelled, type EnrollmentBatchInput } from './messages.ts';

const { enrollPage } = proxyActivities<SequenceActivities>(page);

/** Enrolls many contacts, page by page, until none is left or a person cancels. */
export async function enrollmentBatch({
  workspaceId,
  batchId,
}: EnrollmentBatchInput): Promise<'completed' | 'cancelled'> {
  let isCancelled = false;
  setHandler(batchCancelled, () => void (isCancelled = true));

  for (let number = 1; !isCancelled; number++) {
    setCurrentDetails(`Page ${number}`);
    const { hasMore } = await enrollPage.executeWithOptions({ summary: `Page ${number}` }, [{ workspaceId, batchId }]);
    if (!hasMore) return 'completed';
  }
  return 'cancelled';
}
