import { requirements } from '../../spec/requirements.ts';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import { isBroken } from '../harness/is-broken.ts';
import { isTolerated, type KnownJudgement } from '../harness/known-failures.ts';
import type { SuiteResult } from '../harness/outcome.ts';
import type { Tier } from '../harness/tiers.ts';
import { knownLines } from '../reporters/known-lines.ts';
import { askDiagnosis } from './ask-diagnosis.ts';
import { checkProgress } from './check-progress.ts';
import { chooseRequirements } from './choose-requirements.ts';
import type { CheckReportOptions } from './check-reports.ts';
import { type CliIo, pageFor } from './cli-io.ts';
import { exitCodeOf, signalOf } from './interrupt/interrupted.ts';
import { recordFor } from './interrupt/record-for.ts';
import type { ResumePlace } from './interrupt/resume-file.ts';
import { partialFindings, type RunRecord, recordRun, wholeFindings } from './interrupt/run-record.ts';
import type { CheckFindings, CheckJob } from './job.ts';
import { type Shard, shardOf } from './parse-shard.ts';
import { storedCases } from './stored-cases.ts';

export interface CheckCommandOptions extends CheckReportOptions {
  readonly tier: Tier['name'];
  readonly seed: number;
  readonly runs?: number;
  readonly only: readonly string[];
  /** The id of a profile, or a file of conventions. */
  readonly profile?: string;
  /** A part of the requirements. */
  readonly shard?: Shard;
  /** False to leave the failures of earlier runs alone. */
  readonly stored: boolean;
  /** False to leave failures without a name. */
  readonly diagnosis: boolean;
  /** A list of failures that are tolerated. */
  readonly knownFailures?: string;
  /** To go on with an interrupted run: from where it was left, or from this file. */
  readonly resume?: true | string;
  readonly timeout: number;
  readonly progress: boolean;
}

/**
 * Checks one subject and reports; gives 0 where it is conformant and 1 where it is not, and 130 after a Ctrl-C. What not every run needs, or
 * needs only in the end, is loaded there: the subject starts the sooner.
 */
export async function checkCommand(
  subject: string,
  options: CheckCommandOptions,
  io: CliIo,
): Promise<number> {
  const known = options.knownFailures === undefined ? null : await knownIn(options.knownFailures);
  const place = { folder: io.folder, of: placeName(subject, options) };
  const left = options.resume === undefined ? null : (await resuming()).readRecords(options.resume, place);
  const from = recordFor(await jobOf(subject, options, io), left);
  const progress = checkProgress(options.progress ? io.screen : null);
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  const recording = recordRun(from, progress);
  let findings: CheckFindings;
  let diagnosis: Diagnosis | null = null;
  try {
    const job = { ...from.job, finished: from.finished };
    const run = io.runAlone ?? io.run;
    const whole = wholeFindings(from);
    const running = whole ?? run(job, recording.watch).finally(progress.stop);
    // There is time to load this while the subject is checked.
    void reporting();
    findings = await running;
    // A shard sees only part of what fails, and would name the fault by that.
    const isWhole = options.shard === undefined;
    diagnosis = options.diagnosis && isWhole ? await askDiagnosis(from.job, foundBy(findings), io) : null;
  } catch (error) {
    const signal = signalOf(error);
    if (signal === null) throw error;
    await leavePartial(recording.record(), seconds(), options, place, io);
    return exitCodeOf(signal);
  }
  const judgement = known?.(findings.result, subject) ?? null;
  const endsWell =
    options.shard === undefined
      ? (judgement ?? findings.result).conformant
      : nothingIsBroken(findings.result, judgement);
  await (await reporting()).reportCheck(findings, diagnosis, seconds(), from.job, options, io, judgement);
  if (options.resume === true) (await resuming()).forgetRecords(place);
  const { print } = pageFor(io, options.json === true);
  if (judgement !== null) for (const line of knownLines({ ...judgement, conformant: endsWell })) print(line);
  if (endsWell && !findings.result.conformant && judgement === null) {
    print('This shard has no MUST to show, and breaks none: the verdict is that of bncheck merge.');
  }
  return endsWell ? 0 : 1;
}

/** Whether a part of a run ends well: it may be of SHOULD alone, or of what the subject does not offer, which is no fault of either. */
function nothingIsBroken({ outcomes }: SuiteResult, judgement: KnownJudgement | null): boolean {
  const broken = outcomes.filter((one) => one.level === 'MUST' && isBroken(one));
  return broken.every((one) => isTolerated(one, judgement)) && (judgement?.problems ?? []).length === 0;
}

const reporting = () => import('./check-reports.ts');
const resuming = () => import('./interrupt/resume-file.ts');

/** Holds a result against a list of known failures. Throws a sentence where the file is none. */
async function knownIn(file: string) {
  const { judgeByList, readKnownFailures } = await import('./known-failures.ts');
  const entries = readKnownFailures(file);
  return (result: SuiteResult, subject: string) => judgeByList(result, subject, entries);
}

function foundBy({ result, judgedBy }: CheckFindings) {
  return { outcomes: result.outcomes, conventions: judgedBy.conventions };
}

async function jobOf(subject: string, options: CheckCommandOptions, io: CliIo): Promise<CheckJob> {
  const warn = (sentence: string) => io.err(`${sentence}\n`);
  return {
    task: 'check',
    subject,
    only: chosenRequirements(options),
    tier: options.tier,
    seed: options.seed,
    runs: options.runs ?? null,
    timeoutMs: options.timeout,
    stored: options.stored ? await storedCases(subject, io.folder, warn) : {},
    ...(options.profile === undefined ? {} : { profile: await profileOf(options.profile) }),
  };
}

async function profileOf(text: string) {
  const { readProfile } = await import('./read-profile.ts');
  return readProfile(text);
}

/** Those that were chosen, or the shard's part of them. */
function chosenRequirements({ only, shard }: CheckCommandOptions): readonly string[] | null {
  const chosen = chooseRequirements(only);
  return shard === undefined ? chosen : shardOf(chosen ?? requirements.map(({ id }) => id), shard);
}

function placeName(subject: string, { shard }: CheckCommandOptions): string {
  return shard === undefined ? subject : `${subject} ${shard.index} of ${shard.count}`;
}

/** Reports what an interrupted check has found, and leaves it where it can be gone on with. */
async function leavePartial(
  record: RunRecord,
  seconds: number,
  options: CheckCommandOptions,
  place: ResumePlace,
  io: CliIo,
): Promise<void> {
  const findings = partialFindings(record);
  if (findings === null) {
    io.err('Interrupted before the subject was loaded: there is nothing to report.\n');
    return;
  }
  await (await reporting()).reportCheck(findings, null, seconds, record.job, options, io);
  const file = (await resuming()).leaveRecords(place, [record]);
  const goOn = 'The same command with --resume after the subject goes on from here';
  io.err(file === null ? 'Interrupted.\n' : `Interrupted. ${goOn} (${file}).\n`);
}
