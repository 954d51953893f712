import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { openLaboratory } from '../../claims/laboratory.ts';
import { dataOf, runTrial, type Trial, type TrialRecord } from '../../claims/trials/trial.ts';
import { runPool } from '../run-pool.ts';
import type { TrialAnswer } from './trial-worker.ts';

export interface TrialRunner {
  readonly threads: number;
  readonly run: (
    trials: readonly Trial[],
    onTrial: (trial: Trial) => void,
  ) => Promise<readonly TrialRecord[]>;
}

/**
 * Runs trials in as many threads as there are cores, each with a laboratory of its own; which thread runs a trial makes no difference to
 * its record. From TypeScript sources, which threads cannot load everywhere, and with one core, all are run in this thread.
 */
export function createTrialRunner(cores: number): TrialRunner {
  const here = fileURLToPath(import.meta.url);
  const threads = extname(here) === '.ts' ? 1 : Math.max(1, cores);
  return {
    threads,
    run: threads === 1 ? runInThisThread : (trials, onTrial) => runInThreads(trials, threads, onTrial),
  };
}

async function runInThisThread(
  trials: readonly Trial[],
  onTrial: (trial: Trial) => void,
): Promise<readonly TrialRecord[]> {
  const laboratory = await openLaboratory(dataOf(trials));
  const records: TrialRecord[] = [];
  for (const trial of trials) {
    records.push(runTrial(trial, laboratory));
    onTrial(trial);
    // Lets the progress be drawn.
    await new Promise(setImmediate);
  }
  return records;
}

async function runInThreads(
  trials: readonly Trial[],
  threads: number,
  onTrial: (trial: Trial) => void,
): Promise<readonly TrialRecord[]> {
  const names = [...dataOf(trials)];
  const workers = Array.from(
    { length: Math.min(threads, trials.length) },
    () => new Worker(new URL('./trial-worker.js', import.meta.url), { workerData: names }),
  );
  const idle = [...workers];
  try {
    return await runPool(trials, workers.length, async (trial) => {
      const worker = idle.pop()!;
      const record = await ask(worker, trial);
      idle.push(worker);
      onTrial(trial);
      return record;
    });
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** Gives a thread a trial; rejects where the trial throws, or the thread ends. */
function ask(worker: Worker, trial: Trial): Promise<TrialRecord> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      act();
    };
    const onMessage = (answer: TrialAnswer) =>
      settle(() => ('record' in answer ? resolve(answer.record) : reject(new Error(answer.problem))));
    const onError = (error: Error) => settle(() => reject(error));
    const onExit = (code: number) =>
      settle(() => reject(new Error(`a thread that ran trials ended with exit code ${code}`)));
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(trial);
  });
}
