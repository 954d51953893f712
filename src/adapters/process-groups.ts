/**
 * The process groups of living children, so that none outlives this process.
 *
 * Children lead groups of their own (a wrapper script and the interpreter it starts die together), and so a
 * Ctrl-C on the terminal does not reach them. Hence the hooks: on exit, and on the signals that end a process
 * without an exit event. They are in place only while children live.
 */
import { spawnSync } from 'node:child_process';
import { killFamily } from './process-family.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The families of the living children, by the leaders of their groups. */
const living = new Map<number, string>();

/** Whether a child should be spawned `detached`; on Windows that would open a console window. */
export const leadsOwnGroup = process.platform !== 'win32';

/** Puts a child's group, and the rest of its family, under the care of the hooks. */
export function guardGroup(leader: number, family: string): void {
  if (living.size === 0) {
    process.on('exit', killAll);
    for (const signal of SIGNALS) process.on(signal, onSignal);
  }
  living.set(leader, family);
}

/** Kills whatever is left of a guarded child's group and family; does nothing where all of it has ended. */
export function killGroup(leader: number): void {
  if (!leadsOwnGroup) {
    spawnSync('taskkill', ['/pid', String(leader), '/T', '/F'], { stdio: 'ignore', windowsHide: true });
    return;
  }
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // ESRCH: no process of the group is left.
  }
  const family = living.get(leader);
  if (family !== undefined) killFamily(family);
}

/** To be called when the leader has ended: kills what it left behind and forgets the group. */
export function releaseGroup(leader: number): void {
  if (leadsOwnGroup) killGroup(leader);
  living.delete(leader);
  if (living.size > 0) return;
  process.off('exit', killAll);
  for (const signal of SIGNALS) process.off(signal, onSignal);
}

function killAll(): void {
  for (const leader of living.keys()) killGroup(leader);
}

/** Ends this process as the signal would have; where others listen, they decide, and 'exit' does the rest. */
function onSignal(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  killAll();
  process.off(signal, onSignal);
  process.kill(process.pid, signal);
}
