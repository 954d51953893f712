/**
 * A thread that watches the main one: where a call goes on for too long, and so blocks everything that could interrupt it, it reports
 * the case and kills the process.
 */
import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { type WatchdogData, cell, REPORT_FD } from './watchdog.ts';

const { shared, limitMs } = workerData as WatchdogData;
const cells = new Int32Array(shared);
const LOOK_MS = Math.min(250, limitMs / 4);

let call = -1;
let since = 0;

for (;;) {
  // Nobody notifies: it is a sleep.
  Atomics.wait(cells, cell.sleep, 0, LOOK_MS);
  const present = Atomics.load(cells, cell.call);
  const active = Atomics.load(cells, cell.active) === 1;
  if (!active || present !== call) {
    call = present;
    since = performance.now();
  } else if (performance.now() - since > limitMs) {
    writeSync(REPORT_FD, `${JSON.stringify({ blocked: Atomics.load(cells, cell.number) })}\n`);
    process.kill(process.pid, 'SIGKILL');
  }
}
