import { UNKNOWN } from '../diagnosis/diagnosis.ts';
import { packageVersion } from '../fixture-format/package-version.ts';
import type { Tier } from '../harness/tiers.ts';
import { describeCounterexample } from '../reporters/describe-counterexample.ts';
import { diagnosisLines } from '../reporters/describe-diagnosis.ts';
import type { MatrixRow } from '../reporters/matrix-row.ts';
import { mostTelling } from '../reporters/most-telling.ts';
import { plainText } from '../reporters/plain-text.ts';
import { summaryTable } from '../reporters/summary-table.ts';
import { PAGE_WIDTH, wrapText } from '../reporters/wrap-text.ts';
import { builtinSubjects } from './builtin-list.ts';
import { type CliIo, type Page, pageFor } from './cli-io.ts';
import { exitCodeOf } from './interrupt/interrupted.ts';
import { forgetRecords, leaveRecords, readRecords } from './interrupt/resume-file.ts';
import type { RunRecord } from './interrupt/run-record.ts';
import { guardSeries } from './living-workers.ts';
import { matrixProgress } from './matrix-progress.ts';
import { tryRow } from './matrix-row-try.ts';
import { matrixSetup } from './matrix-setup.ts';
import { chooseSubjects, missingOutside } from './matrix-subjects.ts';
import { runPool } from './run-pool.ts';
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
  /** How many subjects run at the same time; as many as there are cores where absent. */
  readonly workers?: number;
}

/** Failures that are shown for each subject. */
const SHOWN = 3;

/**
 * Checks the built-in subjects and all known ones that are installed, side by side. What it finds wrong with another
 * library is a finding: gives 1 only where a built-in subject is not conformant, 2 where one could not run, and 130 after a Ctrl-C.
 * What is done waits on the disk until all is, so that an end of any kind leaves a run that --resume continues.
 */
export async function matrixCommand(options: MatrixCommandOptions, io: CliIo): Promise<number> {
  const { setup = [] } = options;
  if (setup.length > 0) return matrixSetup(setup, io);
  const place = { folder: io.folder, of: 'matrix' };
  const left = options.resume === undefined ? [] : readRecords(options.resume, place);
  const names = chooseSubjects(options, io.folder);
  const progress = matrixProgress(names, options.progress, io);
  const done: RunRecord[] = [];
  let file: string | null = null;
  const runRow = async (name: string) => {
    const one = await tryRow(name, left, options, progress, io);
    done.push(one.record);
    // Those that were left and have had no turn yet stay in the file.
    file = leaveRecords(place, [...done, ...left.filter((old) => !done.some((now) => isSame(now, old)))]);
    return one;
  };
  const workers = options.workers ?? io.cores;
  const tries = await guardSeries(() => runPool(names, workers, runRow)).finally(progress.stop);
  const rows = tries.map(({ row }) => row);
  const { tier, seed, runs = null } = options;
  const run = { tier, seed, runs, date: new Date(), bncheck: packageVersion() };
  const page = pageFor(io, false);
  page.print(`tier ${tier}, seed ${seed}\n`);
  page.print(summaryTable(rows, page.colours));
  for (const row of rows) printFindings(row, seed, page);
  const missing = missingOutside(io.folder).filter((name) => !names.includes(name));
  if (missing.length > 0 && options.outside !== false) {
    const sentence = `Not installed: ${missing.join(', ')}. Install one by npx bncheck matrix --setup NAME`;
    page.print(`\n${wrapText(sentence, PAGE_WIDTH).join('\n')}`);
  }
  page.print(`\nThe full report: ${writeReport(rows, run, io.folder)}`);
  if (options.json !== undefined) writeMatrixJson(options.json, rows, run);
  if (options.html !== undefined) await writeMatrixHtml(options.html, rows, run);
  const signal = tries.map((one) => one.signal).find((one) => one !== null) ?? null;
  if (signal === null) {
    forgetRecords(place);
    return exitCodeOfRows(rows);
  }
  io.err(
    `Interrupted. ${file === null ? '' : `The same command with --resume goes on from here (${file}).`}\n`,
  );
  return exitCodeOf(signal);
}

function isSame(one: RunRecord, other: RunRecord): boolean {
  return one.job.subject === other.job.subject;
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
