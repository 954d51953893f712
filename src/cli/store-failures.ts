import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from '../harness/outcome.ts';
import type { CheckFindings, CheckJob } from './job.ts';
import { safeFileName } from './safe-file-name.ts';
import { shellArgument } from './shell-argument.ts';
import { FAILURES_FOLDER } from './failures-folder.ts';

/** The command that repeats the failure of a requirement. */
export type ReplayOf = (requirement: string) => string;

/**
 * Stores every counterexample by value under .bncheck/failures/ and gives the commands that replay them. Where a file cannot
 * be written (a read-only folder), the command repeats the run instead, from its seed. The format is loaded only where something failed.
 */
export async function storeFailures(
  job: CheckJob,
  findings: CheckFindings,
  folder: string,
): Promise<ReplayOf> {
  const stored = new Map<string, string>();
  for (const outcome of findings.result.outcomes) {
    if (outcome.counterexample === undefined) continue;
    const name = `${safeFileName(findings.result.subject)}--${safeFileName(outcome.requirement)}.json`;
    try {
      const text = await textOf(job, outcome, outcome.counterexample);
      mkdirSync(join(folder, FAILURES_FOLDER), { recursive: true });
      writeFileSync(join(folder, FAILURES_FOLDER, name), text);
      stored.set(outcome.requirement, `npx bncheck replay ${FAILURES_FOLDER}/${name}${profileOption(job)}`);
    } catch {
      // The command below serves as well.
    }
  }
  return (requirement) => stored.get(requirement) ?? rerunCommand(job, requirement);
}

async function textOf(
  job: CheckJob,
  outcome: Outcome,
  found: NonNullable<Outcome['counterexample']>,
): Promise<string> {
  const { encodeFailure } = await import('../fixture-format/stored-failure.ts');
  const failure = encodeFailure({
    subject: job.subject,
    requirement: outcome.requirement,
    way: found.way,
    seed: job.seed,
    case: found.case,
    before: [],
    message: found.message,
  });
  return `${JSON.stringify(failure, null, 2)}\n`;
}

function rerunCommand(job: CheckJob, requirement: string): string {
  const { subject, tier, seed, runs } = job;
  const number = runs === null ? '' : ` --runs ${runs}`;
  const which = `--only ${requirement} --tier ${tier} --seed ${seed}${number}`;
  return `npx bncheck check ${shellArgument(subject)} ${which}${profileOption(job)}`;
}

function profileOption({ profile }: CheckJob): string {
  return profile === undefined ? '' : ` --profile ${shellArgument(profile.text)}`;
}
