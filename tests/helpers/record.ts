import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { expect } from 'vitest';

const folder = path.resolve(import.meta.dirname, '../histories');
const slug = (words: string) =>
  words
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/-$/, '');

/** Traces name folders of the machine that recorded, and say nothing to a replay. */
const withoutTraces = (json: string) =>
  JSON.stringify(JSON.parse(json, (key, value: unknown) => (key === 'stackTrace' ? '' : value)));

/** Keeps the history of each kind of workflow that a test ran, when histories are being recorded (`npm run record`). */
export async function recordHistories(client: Client) {
  if (!process.env.RECORD_HISTORIES) return;
  const story = slug(expect.getState().currentTestName ?? 'story');
  mkdirSync(folder, { recursive: true });
  for await (const { type, workflowId, runId } of client.workflow.list()) {
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    const kind = slug(type.replaceAll(/([A-Z])/g, '-$1'));
    writeFileSync(path.join(folder, `${kind}.${story}.json`), withoutTraces(historyToJSON(history)));
  }
}
