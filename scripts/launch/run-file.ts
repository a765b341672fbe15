import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

type Entry = { name: string; pid: number; command: string };

/** The launcher itself ends first: it ends its programs in order, and would start again what is ended beside it. */
const LAUNCHER = 'launcher';

/** Notes which processes a start has, so that the next start finds what an earlier one left behind. */
export function runFile(file: string) {
  const read = (): Entry[] => {
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as Entry[];
    } catch {
      return [];
    }
  };
  const write = (entries: Entry[]) => writeFileSync(file, JSON.stringify(entries, null, 2));

  return {
    note: (entry: Entry) => write([...read().filter(({ name }) => name !== entry.name), entry]),
    forget: () => rmSync(file, { force: true }),
    noteLauncher: () => write([{ name: LAUNCHER, pid: process.pid, command: 'start.ts' }]),
    /** Ends processes of an earlier start that are still there, and returns their names. */
    async endLeftovers(): Promise<string[]> {
      const left = read().filter(isStillThat);
      await end(
        left.filter(({ name }) => name === LAUNCHER),
        20_000,
      );
      await end(left, 5_000);
      write([]);
      return left.map(({ name }) => name);
    },
  };
}

async function end(entries: Entry[], patienceMs: number) {
  for (const { pid } of entries.filter(isStillThat)) kill(pid, 'SIGTERM');
  const deadline = Date.now() + patienceMs;
  while (entries.some(isStillThat) && Date.now() < deadline) await sleep(100);
  for (const { pid } of entries.filter(isStillThat)) kill(pid, 'SIGKILL');
}

function kill(pid: number, signal: NodeJS.Signals) {
  try {
    process.kill(pid, signal);
  } catch {
    // it ended by itself
  }
}

/** Whether a process lives and is the one that was noted: ids of processes are given away again. */
function isStillThat({ pid, command }: Entry): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(command);
  } catch {
    return false;
  }
}
