import { couldNotRun } from '../could-not-run.ts';
import type { CheckJob } from '../job.ts';
import type { RunRecord } from './run-record.ts';

/**
 * A new record of this job, or the one that was left of it. Throws a sentence where the record is of another run: what it found would not
 * fit.
 */
export function recordFor(job: CheckJob, records: readonly RunRecord[] | null): RunRecord {
  if (records === null) return { job, opened: null, finished: [] };
  const record = records.find((one) => one.job.subject === job.subject);
  if (record === undefined) {
    throw couldNotRun(
      `The interrupted run is of ${records.map((one) => one.job.subject).join(', ') || 'nothing'}.`,
    );
  }
  for (const key of ['only', 'tier', 'seed', 'runs', 'timeoutMs', 'profile'] as const) {
    const [old, asked] = [record.job[key], job[key]].map((value) => JSON.stringify(value) ?? 'none');
    if (old !== asked) {
      throw couldNotRun(
        `The interrupted run had ${key} ${old}, and this one has ${asked}: give the same options.`,
      );
    }
  }
  return record;
}
