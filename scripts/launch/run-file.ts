import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

type Entry = { name: string; pid: number; command: string };

/** Notes which processes a start has, so that the next start finds what a killed one left behind. */
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
    /** Ends processes of an earlier start that are still there, and returns their names. */
    async endLeftovers(): Promise<string[]> {
      const left = read().filter(isStillThat);
      for (const { pid } of left) kill(pid, 'SIGTERM');
      const deadline = Date.now() + 5_000;
      while (left.some(isStillThat) && Date.now() < deadline) await sleep(100);
      for (const entry of left.filter(isStillThat)) kill(entry.pid, 'SIGKILL');
      write([]);
      return left.map(({ name }) => name);
    },
  };
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
