/**
 * The workers that run now, so that none outlives this process, however it ends. The signals are listened to only while there are workers.
 * The first ends the workers, and whoever waits for them learns that; the second ends this process at once.
 */
import type { ChildProcess } from 'node:child_process';
import { exitCodeOf } from './interrupt/interrupted.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** How long a worker may take to end the processes that it started itself. */
const PATIENCE_MS = 1000;

const living = new Set<ChildProcess>();

let interruption: NodeJS.Signals | null = null;

/** The signal that this process was told to end by: what happens to the workers then is no finding. Null where there was none. */
export function interruptingSignal(): NodeJS.Signals | null {
  return interruption;
}

/** Puts a worker under the care of the hooks until it has ended. */
export function guardWorker(worker: ChildProcess): void {
  if (living.size === 0) {
    process.on('exit', killAll);
    for (const signal of SIGNALS) process.on(signal, onSignal);
  }
  living.add(worker);
  worker.once('close', () => {
    living.delete(worker);
    if (living.size > 0) return;
    process.off('exit', killAll);
    for (const signal of SIGNALS) process.off(signal, onSignal);
  });
}

function killAll(): void {
  for (const worker of living) worker.kill('SIGKILL');
}

function onSignal(signal: NodeJS.Signals): void {
  if (interruption !== null) process.exit(exitCodeOf(signal));
  interruption = signal;
  for (const worker of living) worker.kill('SIGTERM');
  setTimeout(killAll, PATIENCE_MS).unref();
}
