import { writeFileSync } from 'node:fs';
import type { Outcome } from '../harness/outcome.ts';
import type { Tier } from '../harness/tiers.ts';
import { isBroken, isDoubtful, tellingFirst } from '../reporters/broken.ts';
import { describeCounterexample } from '../reporters/describe-counterexample.ts';
import { outcomeLine } from '../reporters/outcome-line.ts';
import { plainText } from '../reporters/plain-text.ts';
import type { Report } from '../reporters/report.ts';
import { toJson } from '../reporters/to-json.ts';
import { accuracyPlot } from '../reporters/accuracy-plot.ts';
import { verdictLines } from '../reporters/verdict-lines.ts';
import { checkProgress } from './check-progress.ts';
import { chooseRequirements } from './choose-requirements.ts';
import { type CliIo, type Page, pageFor } from './cli-io.ts';
import { couldNotRun } from './could-not-run.ts';
import { encodeCaseOrNull } from './encode-case-or-null.ts';
import type { CheckJob } from './job.ts';
import { storeFailures } from './store-failures.ts';

export interface CheckCommandOptions {
  readonly tier: Tier['name'];
  readonly seed: number;
  readonly runs?: number;
  readonly only: readonly string[];
  /** True for one line on standard output, else the file to write. */
  readonly json?: true | string;
  readonly timeout: number;
  readonly progress: boolean;
}

/** Failures that are explained in full; the others get a line. */
const EXPLAINED = 5;

/** Checks one subject and reports; gives 0 where it is conformant and 1 where it is not. */
export async function checkCommand(
  subject: string,
  options: CheckCommandOptions,
  io: CliIo,
): Promise<number> {
  const job: CheckJob = {
    task: 'check',
    subject,
    only: chooseRequirements(options.only),
    tier: options.tier,
    seed: options.seed,
    runs: options.runs ?? null,
    timeoutMs: options.timeout,
  };
  const progress = checkProgress(options.progress ? io.screen : null);
  const findings = await io.run(job, progress).finally(progress.stop);
  const replayOf = storeFailures(job, findings, io.folder);
  const report: Report = { ...findings, replayOf };
  printReport(report, job, pageFor(io, options.json === true));
  if (options.json !== undefined) {
    const text = JSON.stringify(toJson(report.result, { encodeCase: encodeCaseOrNull, replayOf }));
    if (options.json === true) io.out(`${text}\n`);
    else writeJson(options.json, text);
  }
  return findings.result.conformant ? 0 : 1;
}

function printReport(report: Report, job: CheckJob, { print, colours }: Page): void {
  const { result, dtype } = report;
  const about = [result.version, result.language, dtype].filter((part) => part !== null).join(', ');
  const runs = job.runs === null ? '' : `, ${job.runs} cases per requirement`;
  print(`${colours.bold(plainText(result.subject, 60))} (${plainText(about, 60)})`);
  print(
    `tier ${result.tier}, seed ${result.seed}${runs}${result.share < 1 ? `, ${result.share} of the cases (its calls are slow)` : ''}\n`,
  );
  for (const outcome of result.outcomes) print(outcomeLine(outcome, colours));
  print('');
  const telling = tellingFirst(result.outcomes.filter((one) => isBroken(one) || isDoubtful(one)));
  for (const outcome of telling.slice(0, EXPLAINED)) {
    print(`${describeCounterexample(outcome, { ...report, seed: result.seed }, colours)}\n`);
  }
  printOthers(telling.slice(EXPLAINED), report, print);
  for (const line of accuracyPlot(result, report.dtype === 'float32' ? 24 : 53, colours)) print(line);
  print('');
  for (const line of verdictLines(result, colours)) print(line);
}

function printOthers(others: readonly Outcome[], report: Report, print: Page['print']): void {
  if (others.length === 0) return;
  print(`and ${others.length} more, explained by:`);
  for (const { requirement } of others) print(`  ${plainText(report.replayOf(requirement))}`);
  print('');
}

function writeJson(file: string, text: string): void {
  try {
    writeFileSync(file, `${text}\n`);
  } catch (error) {
    throw couldNotRun(`The report could not be written: ${(error as Error).message}.`, error);
  }
}
