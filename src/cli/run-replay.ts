import type { Oracle, Subject } from '../../spec/contract.ts';
import { properties } from '../../spec/properties.ts';
import { requirementOf } from '../../spec/requirements.ts';
import { type Attempt, attempt, isFailure } from '../harness/attempt.ts';
import { createContext } from '../harness/create-context.ts';
import type { Outcome } from '../harness/outcome.ts';
import { couldNotRun } from './could-not-run.ts';
import type { ReplayFindings, ReplayJob } from './job.ts';
import { oraclesFor } from './oracles-for.ts';

/** Some faults come and go; the first of so many tries that fails is believed. */
const TRIES = 3;

/** Tries a stored failure again, after the calls that came before it, and gives the outcome. */
export async function runReplay(subject: Subject, job: ReplayJob): Promise<ReplayFindings> {
  const { failure, timeoutMs } = job;
  const property = properties.find(({ requirement }) => requirement === failure.requirement);
  if (property === undefined) {
    throw couldNotRun(`The failure is of a requirement that no property checks: ${failure.requirement}.`);
  }
  const contextWith = (oracle: Oracle) =>
    createContext(subject, { oracle, timeoutMs, way: wayFor(subject, failure.way), grade: () => {} });
  const { exactOracle } = oraclesFor(subject.dtype);
  const context = contextWith(exactOracle);
  for (const earlier of failure.before) await attempt(property, earlier, context);
  let last = await attempt(property, failure.case, context);
  for (let i = 1; i < TRIES && !isFailure(last); i++) last = await attempt(property, failure.case, context);
  const { name, dtype, conventions } = subject;
  return { subject: name, dtype, conventions, outcome: outcomeOf(last, job) };
}

/** The way that failed, or the first where another subject has no such way. */
function wayFor(subject: Subject, way: string | null): string | null {
  const ways = subject.ways ?? [];
  return ways.find((one) => one === way) ?? ways[0] ?? null;
}

function outcomeOf(last: Attempt, { failure }: ReplayJob): Outcome {
  const { kind, ratio, message, mismatch } = last;
  const blank = {
    requirement: failure.requirement,
    level: requirementOf(failure.requirement).level,
    outcome: kind,
    cases: 1,
    vacuous: 0,
    skipped: 0,
    worstRatio: ratio,
  };
  if (!isFailure(last)) return { ...blank, reason: message };
  return {
    ...blank,
    counterexample: {
      case: failure.case,
      way: failure.way,
      message,
      ...(mismatch === undefined ? {} : { mismatch }),
      foundElements: failure.case.input.length,
      foundAt: 1,
    },
  };
}
