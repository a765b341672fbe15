import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { freePort } from '../../scripts/launch/ports.ts';

const root = path.resolve(import.meta.dirname, '../..');

type Started = { child: ChildProcess; text: () => string; url: () => string };

/** Starts the product as `npm start` does, over a data folder, until it says that it is ready. */
async function launch(dataDir: string, apiPort: number): Promise<Started> {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, 'scripts/start.ts')], {
    cwd: root,
    env: { ...process.env, FOLLOWTHROUGH_DATA: dataDir, API_PORT: String(apiPort) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const hear = (chunk: Buffer) => void (text += chunk.toString());
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const isReady = () => text.includes('Stop            Ctrl-C') || child.exitCode !== null;
  await vi.waitUntil(isReady, { timeout: 90_000, interval: 100 });
  expect(text).toContain('Stop            Ctrl-C');
  return { child, text: () => text, url: () => /Followthrough\s+(http\S+)/.exec(text)?.[1] ?? '' };
}

const processesOf = (dataDir: string) =>
  (JSON.parse(readFileSync(path.join(dataDir, 'run.json'), 'utf8')) as { name: string; pid: number }[]).filter(
    ({ pid }) => existsSync(`/proc/${pid}`),
  );

const signIn = (url: string) =>
  fetch(`${url}/api/v1/account/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email: 'demo@followthrough.example', password: 'follow-through' }),
  });

const runs = async (script: string, dataDir: string, ...args: string[]) => {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, script), ...args], {
    env: { ...process.env, FOLLOWTHROUGH_DATA: dataDir },
  });
  child.stdin.end('no\n');
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const [code] = await once(child, 'exit');
  return { code: code as number, text };
};

test('the product starts, says a taken port, is found again after kill -9, ends whole on Ctrl-C, and is emptied on request', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'followthrough-launch-'));
  const taken = createServer().listen(await freePort(3600), '127.0.0.1');
  await once(taken, 'listening');
  const wanted = (taken.address() as { port: number }).port;

  const first = await launch(dataDir, wanted);
  expect(first.text()).toContain(`port ${wanted} is taken`);
  expect((await signIn(first.url())).status).toBe(200);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  expect(processesOf(dataDir).map(({ name }) => name)).toEqual(expect.arrayContaining(['temporal', 'worker', 'api']));

  const second = await launch(dataDir, wanted);
  expect(second.text()).toMatch(/ended what an earlier start had left: .*worker.*api/);
  expect(second.text()).not.toContain('wrote the demonstration data');
  expect((await signIn(second.url())).status).toBe(200);

  const third = await launch(dataDir, wanted); // beside a living one: takes its place, for the data is the same
  expect(second.child.exitCode).toBe(0);
  expect(third.text()).toContain('ended what an earlier start had left: launcher');
  expect((await signIn(third.url())).status).toBe(200);

  const pids = processesOf(dataDir);
  third.child.kill('SIGINT');
  expect(await once(third.child, 'exit')).toEqual([0, null]);
  expect(pids.filter(({ pid }) => existsSync(`/proc/${pid}`))).toEqual([]);
  await expect(fetch(third.url())).rejects.toThrow('fetch failed');

  expect(await runs('scripts/reset.ts', dataDir)).toMatchObject({
    code: 1,
    text: expect.stringContaining('Nothing was deleted'),
  });
  expect(existsSync(path.join(dataDir, 'temporal.db'))).toBe(true);
  expect(await runs('scripts/reset.ts', dataDir, '--yes')).toMatchObject({ code: 0 });
  expect(existsSync(path.join(dataDir, 'temporal.db'))).toBe(false);
  taken.close();
}, 240_000);
