import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { runFile } from './run-file.ts';

type Options = { dir: string; files: ReturnType<typeof runFile>; say: (line: string) => void };
type Program = { name: string; command: string; args: string[]; env?: NodeJS.ProcessEnv; isRestarted?: boolean };

/** Keeps the processes of the product: starts them, starts one again that died, and ends them all. */
export function children({ dir, files, say }: Options) {
  const running = new Map<string, ChildProcess>();
  let isEnding = false;
  mkdirSync(dir, { recursive: true });

  function start({ name, command, args, env, isRestarted = true }: Program): ChildProcess {
    const log = createWriteStream(path.join(dir, `${name}.log`), { flags: 'a' });
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
      detached: true,
    });
    child.stdout?.pipe(log);
    child.stderr?.pipe(log);
    running.set(name, child);
    if (child.pid)
      files.note({ name, pid: child.pid, command: args.find((arg) => arg.endsWith('.ts')) ?? path.basename(command) });
    child.once('exit', (code, signal) => {
      if (isEnding) return;
      say(`${name} ended (${signal ?? `exit code ${code}`}). Its log: ${path.join(dir, `${name}.log`)}`);
      if (isRestarted) setTimeout(() => !isEnding && start({ name, command, args, env, isRestarted }), 1_000);
    });
    return child;
  }

  return {
    start,
    /** Ends every child, the last started first, with ten seconds each to finish its work. */
    async end() {
      isEnding = true;
      for (const [, child] of [...running].toReversed()) {
        if (child.exitCode !== null || child.signalCode !== null) continue;
        const gone = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGTERM');
        const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
        await gone;
        clearTimeout(timer);
      }
    },
  };
}
