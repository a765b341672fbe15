import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Worker } from '@temporalio/worker';
import { expect, inject, test } from 'vitest';
import * as workflows from '../workflows/index.ts';
import { quietRuntime } from './helpers/quiet.ts';

quietRuntime();

const folder = path.join(import.meta.dirname, 'histories');
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
type Recorded = {
  events: {
    workflowExecutionStartedEventAttributes?: { workflowType: { name: string } };
    activityTaskScheduledEventAttributes?: { activityType: { name: string } };
  }[];
};
const read = (file: string) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Recorded;
const replay = (history: Recorded) =>
  Worker.runReplayHistory({ workflowBundle: { codePath: inject('servers').workflowBundle } }, history);
const typeOf = ({ events }: Recorded) => events[0]?.workflowExecutionStartedEventAttributes?.workflowType.name;

test.each(files)('the workflows of today go on with what was recorded: %s', async (file) => {
  await expect(replay(read(file))).resolves.toBeUndefined();
});

test('each workflow has a recorded history', () => {
  expect(new Set(files.map((file) => typeOf(read(file))))).toEqual(new Set(Object.keys(workflows)));
});

test('a workflow that calls other activities than it did is found', async () => {
  const file = files.find((name) => name.startsWith('sequence-enrollment.'));
  const history = read(file ?? '');
  const scheduled = history.events.find((event) => event.activityTaskScheduledEventAttributes);
  Object.assign(scheduled?.activityTaskScheduledEventAttributes?.activityType ?? {}, { name: 'somethingElse' });
  await expect(replay(history)).rejects.toThrow(/somethingElse/);
});
