import { ActivityFailure, proxyActivities, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { ImportActivities } from '../../activities/imports.ts';
import { page, quick } from '../timeouts.ts';
import { type ContactImportInput, importCancelled } from './messages.ts';

const { importPages } = proxyActivities<ImportActivities>({ ...page, heartbeatTimeout: '10s' });
const { closeImport } = proxyActivities<ImportActivities>(quick);

/** Takes a file into contacts, page by page, until none is left or a person cancels; or only counts what that would do. */
export async function contactImport(input: ContactImportInput): Promise<'done' | 'cancelled' | 'failed'> {
  let isCancelled = false;
  let hasMore = true;
  setHandler(importCancelled, () => void (isCancelled = true));

  try {
    for (let round = 1; hasMore && !isCancelled; round++) {
      const progress = await importPages.executeWithOptions({ summary: `Round ${round}` }, [input]);
      setCurrentDetails(`${progress.doneRows} of ${progress.totalRows} rows`);
      hasMore = progress.hasMore;
    }
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    await closeImport({ ...input, outcome: 'failed', reason: error.cause?.message ?? error.message });
    return 'failed';
  }
  const outcome = hasMore ? 'cancelled' : 'done';
  await closeImport({ ...input, outcome, reason: null });
  return outcome;
}
