import { requirements } from '../../spec/requirements.ts';
import type { Outcome } from '../harness/outcome.ts';
import type { Tier } from '../harness/tiers.ts';
import { isBroken, isDoubtful, tellingFirst } from '../reporters/broken.ts';
import { describeCounterexample } from '../reporters/describe-counterexample.ts';
import { diagnosisJson, diagnosisLines } from '../reporters/describe-diagnosis.ts';
import { knownLines } from '../reporters/known-lines.ts';
import { outcomeLine } from '../reporters/outcome-line.ts';
import { type JudgedBy, judgedByLines } from '../reporters/judged-by.ts';
import { plainText } from '../reporters/plain-text.ts';
import type { Report } from '../reporters/report.ts';
import { toJson } from '../reporters/to-json.ts';
import { accuracyPlot } from '../reporters/accuracy-plot.ts';
import { verdictLines } from '../reporters/verdict-lines.ts';
import { askDiagnosis } from './ask-diagnosis.ts';
import { checkProgress } from './check-progress.ts';
import { chooseRequirements } from './choose-requirements.ts';
import { type CiReportOptions, writeCiReports } from './ci-reports.ts';
import { type CliIo, type Page, pageFor } from './cli-io.ts';
import { encodeCaseOrNull } from './encode-case-or-null.ts';
import type { CheckJob } from './job.ts';
import { readProfile } from './read-profile.ts';
import { judgeByList, readKnownFailures } from './known-failures.ts';
import { type Shard, shardOf } from './parse-shard.ts';
import { storeFailures } from './store-failures.ts';
import { storedCases } from './stored-cases.ts';
import { writeJson } from './write-json.ts';

export interface CheckCommandOptions extends CiReportOptions {
  readonly tier: Tier['name'];
  readonly seed: number;
  readonly runs?: number;
  readonly only: readonly string[];
  /** The id of a profile, or a file of conventions. */
  readonly profile?: string;
  /** True for one line on standard output, else the file to write. */
  readonly json?: true | string;
  /** A part of the requirements. */
  readonly shard?: Shard;
  /** False to leave the failures of earlier runs alone. */
  readonly stored: boolean;
  /** False to leave failures without a name. */
  readonly diagnosis: boolean;
  /** A list of failures that are tolerated. */
  readonly knownFailures?: string;
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
  const page = pageFor(io, options.json === true);
  const known = options.knownFailures === undefined ? null : readKnownFailures(options.knownFailures);
  const job: CheckJob = {
    task: 'check',
    subject,
    only: requirementsOf(options),
    tier: options.tier,
    seed: options.seed,
    runs: options.runs ?? null,
    timeoutMs: options.timeout,
    stored: options.stored ? storedCases(subject, io.folder, (sentence) => io.err(`${sentence}\n`)) : {},
    ...(options.profile === undefined ? {} : { profile: readProfile(options.profile) }),
  };
  const progress = checkProgress(options.progress ? io.screen : null);
  const findings = await io.run(job, progress).finally(progress.stop);
  // A shard sees only part of what fails, and would name the fault by that.
  const whole = options.shard === undefined;
  const diagnosis = options.diagnosis && whole ? await askDiagnosis(job, findings, io) : null;
  const replayOf = storeFailures(job, findings, io.folder);
  const report: Report = { ...findings, replayOf, diagnosis };
  printReport(report, job, findings.judgedBy, page);
  if (options.json !== undefined) {
    const result = toJson(report.result, { encodeCase: encodeCaseOrNull, replayOf });
    const text = JSON.stringify({
      ...result,
      judgedBy: findings.judgedBy,
      diagnosis: diagnosis && diagnosisJson(diagnosis),
    });
    if (options.json === true) io.out(`${text}\n`);
    else writeJson(options.json, text);
  }
  writeCiReports(report, subject, options, page.print);
  if (known === null) return findings.result.conformant ? 0 : 1;
  const today = new Date().toISOString().slice(0, 10);
  const judgement = judgeByList(findings.result, subject, known, today);
  for (const line of knownLines(judgement)) page.print(line);
  return judgement.conformant ? 0 : 1;
}

/** Those that were chosen, or the shard's part of them. */
function requirementsOf({ only, shard }: CheckCommandOptions): readonly string[] | null {
  const chosen = chooseRequirements(only);
  if (shard === undefined) return chosen;
  return shardOf(chosen ?? requirements.map(({ id }) => id), shard);
}

function printReport(report: Report, job: CheckJob, judgedBy: JudgedBy, { print, colours }: Page): void {
  const { result, dtype } = report;
  const about = [result.version, result.language, dtype].filter((part) => part !== null).join(', ');
  const runs = job.runs === null ? '' : `, ${job.runs} cases per requirement`;
  print(`${colours.bold(plainText(result.subject, 60))} (${plainText(about, 60)})`);
  print(
    `tier ${result.tier}, seed ${result.seed}${runs}${result.share < 1 ? `, ${result.share} of the cases (its calls are slow)` : ''}`,
  );
  for (const line of judgedByLines(judgedBy)) print(colours.yellow(line));
  print('');
  for (const outcome of result.outcomes) print(outcomeLine(outcome, colours));
  print('');
  const telling = tellingFirst(result.outcomes.filter((one) => isBroken(one) || isDoubtful(one)));
  for (const outcome of telling.slice(0, EXPLAINED)) {
    print(`${describeCounterexample(outcome, { ...report, seed: result.seed }, colours)}\n`);
  }
  printOthers(telling.slice(EXPLAINED), report, print);
  for (const line of diagnosisLines(report.diagnosis ?? null, colours)) print(line);
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
