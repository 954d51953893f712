import type { Stopped } from '../harness/stopped-run.ts';
import { couldNotRun } from './could-not-run.ts';

/** How a worker ended before its job was done; the requirement is null where the subject was still being loaded. */
export interface WorkerEnd extends Omit<Stopped, 'requirement'> {
  readonly requirement: string | null;
}

/** The error of a worker that blocked or ended in the middle of its job. */
export function workerEnded(sentence: string, end: WorkerEnd): Error {
  return Object.assign(couldNotRun(sentence), { end });
}

/** How the worker ended, where that is what the error says. */
export function endOf(error: unknown): WorkerEnd | null {
  return error instanceof Error && 'end' in error ? (error.end as WorkerEnd) : null;
}
