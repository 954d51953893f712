/**
 * The workers that run now, so that none outlives this process, however it ends. The signals are listened
 * to only while there are workers; an interrupted command exits as shells expect, with 128 + the signal's number.
 */
import type { ChildProcess } from 'node:child_process';
import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** How long a worker may take to end the processes that it started itself. */
const PATIENCE_MS = 1000;

const living = new Set<ChildProcess>();

let interrupted = false;

/** True once this process is on its way out: what happens to the workers then is no finding. */
export function isInterrupted(): boolean {
  return interrupted;
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
  interrupted = true;
  const leave = () => process.exit(128 + constants.signals[signal]);
  let left = living.size;
  for (const worker of living) {
    worker.once('close', () => {
      left -= 1;
      if (left === 0) leave();
    });
    worker.kill('SIGTERM');
  }
  setTimeout(leave, PATIENCE_MS);
}
