import { MockActivityEnvironment } from '@temporalio/testing';
import pg from 'pg';
import { expect, test } from 'vitest';
import { scheduleUpkeep } from '../../activities/clients/temporal/schedules.ts';
import { upkeepActivities } from '../../activities/upkeep.ts';
import type { Tx } from '../../prisma/db.ts';
import { withDatabase } from '../helpers/database.ts';
import { eventually, withEngine } from '../helpers/engine.ts';
import { make } from '../helpers/make.ts';

test('a partition that is missing is made, and no other', () =>
  withDatabase(async ({ system, urls }) => {
    const owner = new pg.Client({ connectionString: urls.owner });
    await owner.connect();
    const { rows } = await owner.query<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relname ~ '^activities_20' AND relkind = 'r' ORDER BY 1 DESC LIMIT 1",
    );
    await owner.query(`DROP TABLE ${rows[0]?.name}`);
    const { makePartitions } = upkeepActivities({ system });
    expect(await makePartitions()).toBe(1);
    expect(await makePartitions()).toBe(0);
    await owner.end();
  }));

test('what has expired goes, what has not stays', () =>
  withDatabase(async (database) => {
    const { workspaceId } = await make.workspace(database);
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
    await database.db.withWorkspace(workspaceId, (tx) =>
      tx.idempotencyKey.createMany({
        data: [
          { workspaceId, key: 'old', requestHash: '', createdAt: daysAgo(2) },
          { workspaceId, key: 'new', requestHash: '', createdAt: daysAgo(0.5) },
        ],
      }),
    );
    const { purgeExpired } = upkeepActivities(database);
    expect(await new MockActivityEnvironment().run(purgeExpired)).toBe(1);
    expect(await database.system.idempotencyKey.findMany({ select: { key: true } })).toEqual([{ key: 'new' }]);
  }));

test('why a mail did not leave is forgotten after a year, by a role that may read nothing else of it', () =>
  withDatabase(async (database) => {
    const { workspaceId } = await make.workspace(database);
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
    const run = <T>(work: (tx: Tx) => Promise<T>) => database.db.withWorkspace(workspaceId, work);
    const row = { workspaceId, outboundEmailId: workspaceId, sentence: 'Not now.' };
    await run((tx) =>
      tx.sendRefusal.createMany({
        data: [
          { ...row, rule: 'old', at: daysAgo(367) },
          { ...row, rule: 'new', at: daysAgo(364) },
        ],
      }),
    );
    const { purgeExpired } = upkeepActivities(database);
    expect(await new MockActivityEnvironment().run(purgeExpired)).toBe(1);
    expect(await run((tx) => tx.sendRefusal.findMany())).toMatchObject([{ rule: 'new' }]);
    await expect(database.system.$queryRaw`SELECT sentence FROM send_refusals`).rejects.toThrow(/permission denied/);
  }));

test('the upkeep is scheduled once, and runs at the start', () =>
  withEngine(async ({ client }) => {
    await scheduleUpkeep(client);
    await scheduleUpkeep(client);
    const schedule = client.schedule.getHandle('upkeep');
    const { info } = await eventually(async () => {
      const description = await schedule.describe();
      return description.info.recentActions.length > 0 && description;
    });
    expect(info.recentActions).toHaveLength(1);
    const [{ action } = { action: undefined }] = info.recentActions;
    await expect(client.workflow.getHandle(action?.workflow.workflowId ?? '').result()).resolves.toBeUndefined();
  }));
