import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { UpkeepActivities } from '../../activities/upkeep.ts';
import { page } from '../timeouts.ts';

const { makePartitions, purgeExpired } = proxyActivities<UpkeepActivities>(page);

/** Once a day: makes the partitions of the months to come, and deletes what has had its time. */
export async function upkeep(): Promise<void> {
  const made = await makePartitions.executeWithOptions({ summary: 'Make the partitions of the months to come' }, []);
  const purged = await purgeExpired.executeWithOptions({ summary: 'Delete what has expired' }, []);
  setCurrentDetails(`Made ${made} partitions, deleted ${purged} rows.`);
}
