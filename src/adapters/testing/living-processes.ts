import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** Collects the process ids that hostile.mjs tells on its stderr. */
export function createPidLog(): {
  readonly log: (text: string) => void;
  readonly pids: () => readonly number[];
} {
  let all = '';
  return {
    log: (text) => {
      all += `${text}\n`;
    },
    pids: () => [...all.matchAll(/\bpid (\d+)\n/g)].map(([, pid]) => Number(pid)),
  };
}

/** Those of the processes that still live after they had time to end. */
export async function stillLiving(pids: readonly number[]): Promise<readonly number[]> {
  for (let patience = 200; patience > 0 && pids.some(lives); patience -= 1) await pause(10);
  return pids.filter(lives);
}

/** A process that has ended keeps its number until its parent, or for an orphan the system, takes note of it. */
function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}
