/** A thread that runs trials: it loads the data that it is told to, takes one trial a message, and answers with its record. */
import { parentPort, workerData } from 'node:worker_threads';
import type { DataName } from '../../claims/data/data-set.ts';
import { openLaboratory } from '../../claims/laboratory.ts';
import { runTrial, type Trial, type TrialRecord } from '../../claims/trials/trial.ts';

export type TrialAnswer = { readonly record: TrialRecord } | { readonly problem: string };

const laboratory = openLaboratory(workerData as readonly DataName[]);

parentPort?.on('message', async (trial: Trial) => {
  parentPort!.postMessage(await answerTo(trial));
});

async function answerTo(trial: Trial): Promise<TrialAnswer> {
  try {
    return { record: runTrial(trial, await laboratory) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
