/**
 * A process that does one job: it takes the job as its first message, tells what it finds, and ends. A subject
 * that blocks, crashes or prints does so here, and not in the process that reports.
 */
import type { Job } from './job.ts';
import { optimizeLater } from './optimize-later.ts';
import { runJob } from './run-job.ts';
import { startWatchdog } from './watchdog.ts';
import type { WorkerMessage } from './worker-messages.ts';

const BEAT_MS = 1000;

optimizeLater();
// The channel is not the subject's: a library that tells its parent something would speak in between.
const send = process.send!.bind(process);
const exit = process.exit.bind(process);
delete process.send;

process.on('disconnect', () => exit(1));
// A Ctrl-C on the terminal reaches this process too: the one that reports decides what comes of it.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => {});
process.once('message', (job: Job) => {
  work(job).then(finish, (error: unknown) => {
    finish({ kind: 'problem', sentence: sentenceOf(error) });
  });
});

async function work(job: Job): Promise<WorkerMessage> {
  let beat = 0;
  const watchdog = job.task !== 'power' ? startWatchdog(job.timeoutMs) : null;
  const findings = await runJob(job, {
    onTurn: (part, done, total) => tell({ kind: 'turn', part, done, total }),
    onOpened: (subject) => tell({ kind: 'opened', subject }),
    onFinished: (findings) => tell({ kind: 'finished', findings }),
    onVariant: (id) => tell({ kind: 'variant', id }),
    ...(watchdog ?? {}),
    onCall: () => {
      watchdog?.onCall();
      const now = performance.now();
      if (now - beat < BEAT_MS) return;
      beat = now;
      tell({ kind: 'alive' });
    },
  });
  return { kind: 'findings', findings };
}

/** The message of an error; with the place of one that nobody meant to throw, so that it can be reported. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const unmeant = error instanceof TypeError || error instanceof ReferenceError;
  if (!unmeant) return error.message;
  const place = /[^\\/\s]+:\d+(?=:\d+\)?$)/m.exec(error.stack ?? '')?.[0] ?? 'an unknown place';
  return `A fault of bncheck or of the adapter, at ${place}: ${error.message}`;
}

function tell(message: WorkerMessage): void {
  send(message);
}

/** Ends the process even where a subject left timers or sockets behind. */
function finish(message: WorkerMessage): void {
  send(message, undefined, undefined, () => exit(0));
}
