import type { MatrixRow } from '../reporters/matrix-row.ts';
import { askDiagnosis } from './ask-diagnosis.ts';
import type { CliIo } from './cli-io.ts';
import { signalOf } from './interrupt/interrupted.ts';
import { recordFor } from './interrupt/record-for.ts';
import { partialFindings, type RunRecord, recordRun, wholeFindings } from './interrupt/run-record.ts';
import type { CheckJob } from './job.ts';
import type { MatrixProgress } from './matrix-progress.ts';
import { storeFailures } from './store-failures.ts';

/** A row, how far it has come, and the signal that cut it short. */
export interface RowTry {
  readonly row: MatrixRow;
  readonly record: RunRecord;
  readonly signal: NodeJS.Signals | null;
}

/**
 * Checks one subject, from where an earlier run of it left off, and asks what its fault is. Where it could not run, or was interrupted
 * before it began, the row says so; rejects only where what was left is of a run with other options.
 */
export async function tryRow(
  name: string,
  left: readonly RunRecord[],
  options: Pick<CheckJob, 'tier' | 'seed'> & { readonly runs?: number; readonly timeout: number },
  progress: MatrixProgress,
  io: CliIo,
): Promise<RowTry> {
  const { tier, seed, runs = null, timeout } = options;
  const job: CheckJob = { task: 'check', subject: name, only: null, tier, seed, runs, timeoutMs: timeout };
  const own = left.filter((one) => one.job.subject === name);
  const from = recordFor(job, own.length === 0 ? null : own);
  const recording = recordRun(from, progress.watch(name));
  let { diagnosis } = from;
  const started = performance.now();
  const seconds = () => (from.seconds ?? 0) + (performance.now() - started) / 1000;
  try {
    const known = wholeFindings(from);
    const findings = known ?? (await io.run({ ...job, finished: from.finished }, recording.watch));
    const taken = known === null ? seconds() : from.seconds;
    progress.done(name, findings.result.conformant ? 'conformant' : 'not conformant');
    const { outcomes } = findings.result;
    diagnosis ??= await askDiagnosis(job, { outcomes, conventions: findings.judgedBy.conventions }, io);
    const timed = taken === undefined ? {} : { seconds: taken };
    const row = {
      name,
      report: { ...findings, replayOf: await storeFailures(job, findings, io.folder), diagnosis, ...timed },
    };
    return { row, record: { ...recording.record(), ...timed, diagnosis }, signal: null };
  } catch (error) {
    const signal = signalOf(error);
    progress.done(name, signal === null ? 'could not run' : 'interrupted');
    const record = { ...recording.record(), seconds: seconds() };
    const findings = signal === null ? null : partialFindings(record);
    if (findings !== null) {
      const row = { name, report: { ...findings, replayOf: await storeFailures(job, findings, io.folder) } };
      return { row, record, signal };
    }
    const problem = signal === null ? (error as Error).message : 'interrupted before it began';
    return { row: { name, problem }, record, signal };
  }
}
