import { gradingCases } from '../../spec/arbitraries/grading-cases.ts';
import type { Case, Subject } from '../../spec/contract.ts';
import { properties } from '../../spec/properties.ts';
import { activationCases } from '../fixture-format/activation-cases.ts';
import { check } from '../harness/check.ts';
import { tiers } from '../harness/tiers.ts';
import { callLimit } from './call-limit.ts';
import type { CheckFindings, CheckJob, Watch } from './job.ts';
import { oraclesFor } from './oracles-for.ts';

/** Real activations, and the long channels that tell accuracy classes apart. */
function recordedCases(): readonly Case[] {
  return [...gradingCases(), ...activationCases()];
}

/** The ids of all requirements, in the order in which a check reports them. */
export const reportOrder: readonly string[] = properties.map(({ requirement }) => requirement);

/** Runs the suite against an open subject. */
export async function runCheck(
  subject: Subject,
  job: CheckJob,
  watch: Watch,
): Promise<Omit<CheckFindings, 'judgedBy'>> {
  const { only, tier, seed, runs, timeoutMs } = job;
  const chosen = properties.filter(({ requirement }) => only === null || only.includes(requirement));
  const usesRecorded = chosen.some(({ recorded }) => recorded === true);
  const result = await check(subject, {
    tier: tiers[tier],
    seed,
    ...(runs === null ? {} : { runs }),
    timeoutMs: callLimit(job.subject, timeoutMs),
    properties: chosen,
    ...oraclesFor(subject.dtype),
    recorded: usesRecorded ? recordedCases() : [],
    stored: job.stored ?? {},
    stopped: job.stopped ?? [],
    onCase: (requirement, number) => watch.onCase?.(requirement, number),
    onTurn: (requirement, done, total) => watch.onTurn?.(requirement, done, total),
    finished: job.finished ?? [],
    onFinished: (findings) => watch.onFinished?.(findings),
  });
  return { result, dtype: subject.dtype };
}
