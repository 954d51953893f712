import { writeSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Watch } from './job.ts';

/** The pipe on which a worker process tells what its messages no longer can. */
export const REPORT_FD = 4;

/** Cells of the memory that the threads share: call counter, whether a call is going on, number of the case, one to sleep on. */
export const cell = { call: 0, active: 1, number: 2, sleep: 3 } as const;

export interface WatchdogData {
  readonly shared: SharedArrayBuffer;
  readonly limitMs: number;
}

/** What a call may take beyond its limit before the process is killed: the harness gives up on calls that let it, at the limit. */
const GRACE_MS = 2000;

/**
 * Starts a thread that kills this process where one call blocks it for longer than a limit; the case goes to the report pipe first. It
 * does so too, without killing, where a call ends the process.
 */
export function startWatchdog(timeoutMs: number): Required<Pick<Watch, 'onCase' | 'onCall' | 'onAnswer'>> {
  const shared = new SharedArrayBuffer(Object.keys(cell).length * Int32Array.BYTES_PER_ELEMENT);
  const cells = new Int32Array(shared);
  const here = fileURLToPath(import.meta.url);
  const data: WatchdogData = { shared, limitMs: timeoutMs + GRACE_MS };
  new Worker(new URL(`./watchdog-thread${extname(here)}`, import.meta.url), { workerData: data }).unref();
  process.on('exit', () => {
    if (Atomics.load(cells, cell.active) === 0) return;
    writeSync(REPORT_FD, `${JSON.stringify({ ended: Atomics.load(cells, cell.number) })}\n`);
  });
  return {
    onCase: (_, number) => {
      Atomics.store(cells, cell.number, number);
    },
    onCall: () => {
      Atomics.add(cells, cell.call, 1);
      Atomics.store(cells, cell.active, 1);
    },
    onAnswer: () => {
      Atomics.store(cells, cell.active, 0);
    },
  };
}
