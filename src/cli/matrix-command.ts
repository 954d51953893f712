import { knownSubjects } from '../adapters/known-subjects.ts';
import { isOutsideInstalled } from '../adapters/outside/open-outside-subject.ts';
import { outsideSubjects } from '../adapters/outside/outside-subjects.ts';
import { UNKNOWN } from '../diagnosis/diagnosis.ts';
import type { Tier } from '../harness/tiers.ts';
import { describeCounterexample } from '../reporters/describe-counterexample.ts';
import { diagnosisLines } from '../reporters/describe-diagnosis.ts';
import type { MatrixRow } from '../reporters/matrix-row.ts';
import { mostTelling } from '../reporters/most-telling.ts';
import { plainText } from '../reporters/plain-text.ts';
import { summaryTable } from '../reporters/summary-table.ts';
import { PAGE_WIDTH, wrapText } from '../reporters/wrap-text.ts';
import { askDiagnosis } from './ask-diagnosis.ts';
import { builtinSubjects } from './builtin-list.ts';
import { splitList } from './choose-requirements.ts';
import { type CliIo, type Page, pageFor } from './cli-io.ts';
import { couldNotRun } from './could-not-run.ts';
import { exitCodeOf, signalOf } from './interrupt/interrupted.ts';
import { forgetRecords, leaveRecords, readRecords, recordFor } from './interrupt/resume-file.ts';
import { partialFindings, type RunRecord, recordRun, wholeFindings } from './interrupt/run-record.ts';
import type { CheckJob } from './job.ts';
import { type MatrixProgress, matrixProgress } from './matrix-progress.ts';
import { matrixSetup } from './matrix-setup.ts';
import { didYouMean } from './near-names.ts';
import { outsidePlaces } from './outside-places.ts';
import { runPool } from './run-pool.ts';
import { storeFailures } from './store-failures.ts';
import { writeMatrixHtml, writeMatrixJson, writeReport } from './write-report.ts';

export interface MatrixCommandOptions {
  readonly tier: Tier['name'];
  readonly seed: number;
  readonly runs?: number;
  /** Names of subjects; all where empty. */
  readonly only: readonly string[];
  /** Whether libraries outside of npm take part where `only` is empty and their environments are there. */
  readonly outside?: boolean;
  /** Names of outside subjects to install, instead of a run. */
  readonly setup?: readonly string[];
  readonly json?: string;
  /** One page for a browser. */
  readonly html?: string;
  /** To go on with an interrupted run: from where it was left, or from this file. */
  readonly resume?: true | string;
  readonly timeout: number;
  readonly progress: boolean;
}

/** Failures that are shown for each subject. */
const SHOWN = 3;

/**
 * Checks the built-in subjects and all known ones that are installed, side by side. What it finds wrong with another
 * library is a finding: gives 1 only where a built-in subject is not conformant, 2 where one could not run, and 130 after a Ctrl-C.
 */
export async function matrixCommand(options: MatrixCommandOptions, io: CliIo): Promise<number> {
  const { setup = [] } = options;
  if (setup.length > 0) return matrixSetup(setup, io);
  const place = { folder: io.folder, of: 'matrix' };
  const left = options.resume === undefined ? [] : readRecords(options.resume, place);
  const names = chooseSubjects(options, io.folder);
  const progress = matrixProgress(names, options.progress, io);
  const tries = await runPool(names, io.cores, (name) => tryRow(name, left, options, progress, io)).finally(
    progress.stop,
  );
  const rows = tries.map(({ row }) => row);
  const { tier, seed } = options;
  const page = pageFor(io, false);
  page.print(`tier ${tier}, seed ${seed}\n`);
  page.print(summaryTable(rows, page.colours));
  for (const row of rows) printFindings(row, seed, page);
  const missing = missingOutside(io.folder).filter((name) => !names.includes(name));
  if (missing.length > 0 && options.outside !== false) {
    const sentence = `Not installed: ${missing.join(', ')}. Install one by npx bncheck matrix --setup NAME`;
    page.print(`\n${wrapText(sentence, PAGE_WIDTH).join('\n')}`);
  }
  page.print(`\nThe full report: ${writeReport(rows, { tier, seed }, io.folder)}`);
  if (options.json !== undefined) writeMatrixJson(options.json, rows, { tier, seed });
  if (options.html !== undefined) await writeMatrixHtml(options.html, rows, { tier, seed });
  const signal = tries.map((one) => one.signal).find((one) => one !== null) ?? null;
  if (signal === null) {
    if (options.resume === true) forgetRecords(place);
    return exitCodeOfRows(rows);
  }
  const file = leaveRecords(
    place,
    tries.map(({ record }) => record),
  );
  io.err(
    `Interrupted. ${file === null ? '' : `The same command with --resume goes on from here (${file}).`}\n`,
  );
  return exitCodeOf(signal);
}

function chooseSubjects(
  { only, outside = true }: Pick<MatrixCommandOptions, 'only' | 'outside'>,
  workingFolder: string,
): readonly string[] {
  const known = [...builtinSubjects, ...knownSubjects, ...outsideSubjects].map(({ name }) => name);
  const asked = only.flatMap(splitList);
  const unknown = asked.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const near = didYouMean(unknown, known);
    throw couldNotRun(
      `There is no known subject ${JSON.stringify(unknown)}${near || '.'} Known are ${known.join(', ')}.`,
    );
  }
  if (asked.length > 0) return known.filter((name) => asked.includes(name));
  const missing = knownSubjects.filter(({ isInstalled }) => !isInstalled()).map(({ name }) => name);
  const left = outside ? missingOutside(workingFolder) : outsideSubjects.map(({ name }) => name);
  return known.filter((name) => !missing.includes(name) && !left.includes(name));
}

/** The outside subjects whose environments are not there. */
function missingOutside(workingFolder: string): readonly string[] {
  const places = outsidePlaces(workingFolder);
  return outsideSubjects.filter((subject) => !isOutsideInstalled(subject, places)).map(({ name }) => name);
}

/** A row, how far it has come, and the signal that cut it short. */
interface RowTry {
  readonly row: MatrixRow;
  readonly record: RunRecord;
  readonly signal: NodeJS.Signals | null;
}

async function tryRow(
  name: string,
  left: readonly RunRecord[],
  options: MatrixCommandOptions,
  progress: MatrixProgress,
  io: CliIo,
): Promise<RowTry> {
  const { tier, seed, runs = null, timeout } = options;
  const job: CheckJob = { task: 'check', subject: name, only: null, tier, seed, runs, timeoutMs: timeout };
  const known = left.filter((one) => one.job.subject === name);
  const from = recordFor(job, known.length === 0 ? null : known);
  const recording = recordRun(from, progress.watch(name));
  let { diagnosis } = from;
  const started = performance.now();
  try {
    const findings =
      (await wholeFindings(from)) ?? (await io.run({ ...job, finished: from.finished }, recording.watch));
    const seconds = (performance.now() - started) / 1000;
    progress.done(name, findings.result.conformant ? 'conformant' : 'not conformant');
    const { outcomes } = findings.result;
    diagnosis ??= await askDiagnosis(job, { outcomes, conventions: findings.judgedBy.conventions }, io);
    const row = {
      name,
      report: { ...findings, replayOf: storeFailures(job, findings, io.folder), diagnosis, seconds },
    };
    return { row, record: { ...recording.record(), diagnosis }, signal: null };
  } catch (error) {
    const signal = signalOf(error);
    progress.done(name, signal === null ? 'could not run' : 'interrupted');
    const record = recording.record();
    const findings = signal === null ? null : await partialFindings(record);
    if (findings !== null) {
      const row = { name, report: { ...findings, replayOf: storeFailures(job, findings, io.folder) } };
      return { row, record, signal };
    }
    const problem = signal === null ? (error as Error).message : 'interrupted before it began';
    return { row: { name, problem }, record, signal };
  }
}

function printFindings(row: MatrixRow, seed: number, { print, colours }: Page): void {
  const title = colours.bold(plainText(row.name, 60));
  if ('problem' in row) {
    print(`\n${title} could not run: ${plainText(row.problem)}`);
    return;
  }
  const { report } = row;
  if (report.result.conformant) return;
  print(`\n${title} ${plainText(report.result.version ?? '', 30)}`.trimEnd());
  for (const outcome of mostTelling(report.result.outcomes, SHOWN)) {
    print(`\n${describeCounterexample(outcome, { ...report, seed }, colours)}`);
  }
  const { diagnosis = null } = report;
  if (diagnosis === null || diagnosis.name === UNKNOWN) return;
  print('');
  for (const line of diagnosisLines(diagnosis, colours)) print(line);
}

function exitCodeOfRows(rows: readonly MatrixRow[]): number {
  const own = rows.filter(({ name }) => builtinSubjects.some((builtin) => builtin.name === name));
  if (own.some((row) => 'problem' in row)) return 2;
  return own.some((row) => 'report' in row && !row.report.result.conformant) ? 1 : 0;
}
