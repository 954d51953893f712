/**
 * The workers that run now, so that none outlives this process, however it ends. The signals are listened to only while there are
 * workers, or work that is about to start some.
 * The first ends the workers, and whoever waits for them learns that; the second ends this process at once.
 */
import type { ChildProcess } from 'node:child_process';
import { exitCodeOf } from './interrupt/interrupted.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** How long a worker may take to end the processes that it started itself. */
const PATIENCE_MS = 1000;

const living = new Set<ChildProcess>();

/** Work that starts one worker after another. */
let series = 0;

let interruption: NodeJS.Signals | null = null;

/** The signal that this process was told to end by: what happens to the workers then is no finding. Null where there was none. */
export function interruptingSignal(): NodeJS.Signals | null {
  return interruption;
}

/** Puts a worker under the care of the hooks until it has ended. */
export function guardWorker(worker: ChildProcess): void {
  listen();
  living.add(worker);
  worker.once('close', () => {
    living.delete(worker);
    leave();
  });
}

/** Does work that starts workers, so that a signal between two of them is an interrupt like any other. */
export async function guardSeries<T>(work: () => Promise<T>): Promise<T> {
  listen();
  series += 1;
  try {
    return await work();
  } finally {
    series -= 1;
    leave();
  }
}

function listen(): void {
  if (living.size + series > 0) return;
  process.on('exit', killAll);
  for (const signal of SIGNALS) process.on(signal, onSignal);
}

function leave(): void {
  if (living.size + series > 0) return;
  process.off('exit', killAll);
  for (const signal of SIGNALS) process.off(signal, onSignal);
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
