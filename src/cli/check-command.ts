import { requirements } from '../../spec/requirements.ts';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { Tier } from '../harness/tiers.ts';
import { knownLines } from '../reporters/known-lines.ts';
import { askDiagnosis } from './ask-diagnosis.ts';
import { checkProgress } from './check-progress.ts';
import { chooseRequirements } from './choose-requirements.ts';
import { type CheckReportOptions, reportCheck } from './check-reports.ts';
import { type CliIo, pageFor } from './cli-io.ts';
import { exitCodeOf, signalOf } from './interrupt/interrupted.ts';
import {
  forgetRecords,
  leaveRecords,
  readRecords,
  recordFor,
  type ResumePlace,
} from './interrupt/resume-file.ts';
import { partialFindings, type RunRecord, recordRun, wholeFindings } from './interrupt/run-record.ts';
import type { CheckFindings, CheckJob } from './job.ts';
import { judgeByList, readKnownFailures } from './known-failures.ts';
import { type Shard, shardOf } from './parse-shard.ts';
import { readProfile } from './read-profile.ts';
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

/** Checks one subject and reports; gives 0 where it is conformant and 1 where it is not, and 130 after a Ctrl-C. */
export async function checkCommand(
  subject: string,
  options: CheckCommandOptions,
  io: CliIo,
): Promise<number> {
  const known = options.knownFailures === undefined ? null : readKnownFailures(options.knownFailures);
  const place = { folder: io.folder, of: placeName(subject, options) };
  const left = options.resume === undefined ? null : readRecords(options.resume, place);
  const from = recordFor(jobOf(subject, options, io), left);
  const progress = checkProgress(options.progress ? io.screen : null);
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  const recording = recordRun(from, progress);
  let findings: CheckFindings;
  let diagnosis: Diagnosis | null = null;
  try {
    const job = { ...from.job, finished: from.finished };
    findings = (await wholeFindings(from)) ?? (await io.run(job, recording.watch).finally(progress.stop));
    // A shard sees only part of what fails, and would name the fault by that.
    const whole = options.shard === undefined;
    diagnosis = options.diagnosis && whole ? await askDiagnosis(from.job, foundBy(findings), io) : null;
  } catch (error) {
    const signal = signalOf(error);
    if (signal === null) throw error;
    await leavePartial(recording.record(), seconds(), options, place, io);
    return exitCodeOf(signal);
  }
  await reportCheck(findings, diagnosis, seconds(), from.job, options, io);
  if (options.resume === true) forgetRecords(place);
  if (known === null) return findings.result.conformant ? 0 : 1;
  const today = new Date().toISOString().slice(0, 10);
  const judgement = judgeByList(findings.result, subject, known, today);
  const { print } = pageFor(io, options.json === true);
  for (const line of knownLines(judgement)) print(line);
  return judgement.conformant ? 0 : 1;
}

function foundBy({ result, judgedBy }: CheckFindings) {
  return { outcomes: result.outcomes, conventions: judgedBy.conventions };
}

function jobOf(subject: string, options: CheckCommandOptions, io: CliIo): CheckJob {
  return {
    task: 'check',
    subject,
    only: chosenRequirements(options),
    tier: options.tier,
    seed: options.seed,
    runs: options.runs ?? null,
    timeoutMs: options.timeout,
    stored: options.stored ? storedCases(subject, io.folder, (sentence) => io.err(`${sentence}\n`)) : {},
    ...(options.profile === undefined ? {} : { profile: readProfile(options.profile) }),
  };
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
  const findings = await partialFindings(record);
  if (findings === null) {
    io.err('Interrupted before the subject was loaded: there is nothing to report.\n');
    return;
  }
  await reportCheck(findings, null, seconds, record.job, options, io);
  const file = leaveRecords(place, [record]);
  const goOn = 'The same command with --resume after the subject goes on from here';
  io.err(file === null ? 'Interrupted.\n' : `Interrupted. ${goOn} (${file}).\n`);
}
