import * as fc from 'fast-check';
import type { Case, Oracle, Subject } from '../../spec/contract.ts';
import type { Context, Property } from '../../spec/property.ts';
import { requirementOf } from '../../spec/requirements.ts';
import { type Attempt, attempt, isFailure } from './attempt.ts';
import { createContext } from './create-context.ts';
import type { Counterexample, Outcome, OutcomeKind } from './outcome.ts';
import { propertySeed } from './property-seed.ts';
import { shrink } from './shrink.ts';

export interface PropertyOptions {
  readonly seed: number;
  readonly runs: number;
  readonly shrinkBudget: number;
  readonly timeoutMs: number;
  /** The everyday oracle. */
  readonly oracle: Oracle;
  /** The slow one that every accusation must also hold against. */
  readonly exactOracle: Oracle;
  /** Recorded cases for the properties that take them. */
  readonly recorded: readonly Case[];
  readonly grade: Context['grade'];
}

/**
 * Runs one property against a subject: recorded cases first, then generated ones. The first failure is shrunk, and confirmed
 * against the exact oracle before it is believed; a way of use that failed is not tried again, the others go on.
 */
export async function runProperty(
  property: Property,
  subject: Subject,
  options: PropertyOptions,
): Promise<Outcome> {
  const missing = property.needs.filter((operation) => !subject.operations.includes(operation));
  const blank = { requirement: property.requirement, level: requirementOf(property.requirement).level };
  if (missing.length > 0) {
    const reason = `the subject does not offer ${missing.join(' and ')}`;
    return { ...blank, outcome: 'skipped', cases: 0, vacuous: 0, skipped: 0, worstRatio: 0, reason };
  }
  const ways: readonly (string | null)[] = subject.ways ?? [null];
  const contexts = ways.map((way) => createContext(subject, { ...options, way }));
  const counts = { passed: 0, vacuous: 0, skipped: 0 };
  const failedWays = new Set<number>();
  let failure: Failure | null = null;
  let worstRatio = 0;
  let reason = '';
  let number = 0;
  for (const { given, way } of plan(property, ways.length, options)) {
    number += 1;
    if (failedWays.has(way)) continue;
    const result = await attempt(property, given, contexts[way]!);
    if (isFailure(result)) {
      failedWays.add(way);
      failure ??= await pursue(property, subject, { given, way: ways[way]!, number, result }, options);
      if (failedWays.size === ways.length) break;
      continue;
    }
    worstRatio = Math.max(worstRatio, result.ratio);
    counts[result.kind as keyof typeof counts] += 1;
    if (result.kind !== 'passed') reason = result.message;
  }
  const tally = { cases: counts.passed + failedWays.size, vacuous: counts.vacuous, skipped: counts.skipped };
  if (failure !== null) {
    const { kind, ratio, counterexample } = failure;
    const named = [...failedWays].map((way) => ways[way]).filter((way) => way !== null && way !== undefined);
    const inWays = named.length > 0 ? { failedWays: named } : {};
    return {
      ...blank,
      outcome: kind,
      ...tally,
      worstRatio: Math.max(worstRatio, ratio),
      counterexample,
      ...inWays,
    };
  }
  const outcome: OutcomeKind = counts.passed > 0 ? 'passed' : counts.vacuous > 0 ? 'vacuous' : 'skipped';
  return { ...blank, outcome, ...tally, worstRatio, ...(outcome === 'passed' ? {} : { reason }) };
}

/** A failure this many times its bound, or more, stays so while it shrinks: a small case at the edge of the bound convinces nobody. */
const clearRatio = 16;

interface Failure {
  readonly kind: OutcomeKind;
  readonly ratio: number;
  readonly counterexample: Counterexample;
}

/** The cases in order, each with the index of the way to use; recorded cases go through every way. */
function* plan(
  property: Property,
  ways: number,
  options: PropertyOptions,
): Generator<{ given: Case; way: number }> {
  if (property.recorded === true) {
    for (const given of options.recorded) for (let way = 0; way < ways; way++) yield { given, way };
  }
  const seed = propertySeed(options.seed, property.requirement);
  const generated = fc.sample(property.cases, { seed, numRuns: options.runs });
  for (const [i, given] of generated.entries()) yield { given, way: i % ways };
}

interface Found {
  readonly given: Case;
  readonly way: string | null;
  readonly number: number;
  readonly result: Attempt;
}

async function pursue(
  property: Property,
  subject: Subject,
  found: Found,
  options: PropertyOptions,
): Promise<Failure> {
  const silent = createContext(subject, { ...options, way: found.way, grade: () => {} });
  const clear = Math.min(found.result.ratio, clearRatio);
  const stillFails = async (candidate: Case) => {
    const { kind, ratio } = await attempt(property, candidate, silent);
    return kind === found.result.kind && ratio >= clear;
  };
  const budget = found.result.kind === 'timedOut' ? 0 : options.shrinkBudget;
  const smallest = await shrink(found.given, stillFails, budget);
  const judged = createContext(subject, {
    ...options,
    way: found.way,
    grade: () => {},
    oracle: options.exactOracle,
  });
  const confirmed =
    found.result.kind === 'timedOut' ? found.result : await attempt(property, smallest, judged);
  const final = isFailure(confirmed) ? confirmed : await doubtful(property, smallest, silent, confirmed);
  const { mismatch } = final;
  const counterexample: Counterexample = {
    case: smallest,
    way: found.way,
    message: final.message,
    ...(mismatch === undefined ? {} : { mismatch }),
    foundElements: found.given.input.length,
    foundAt: found.number,
  };
  return { kind: final.kind, ratio: final.ratio, counterexample };
}

/**
 * A failure that did not repeat against the exact oracle: either the subject changes its answers from call to call, which is its
 * own failure, or the two oracles disagree, which is bncheck's and must never be blamed on the subject.
 */
async function doubtful(
  property: Property,
  given: Case,
  context: Context,
  confirmed: Attempt,
): Promise<Attempt> {
  const again = await attempt(property, given, context);
  if (isFailure(again)) {
    const message = `bncheck's two oracles disagree on this case, so nothing is held against the subject; please report it (${again.message})`;
    return { ...confirmed, kind: 'vacuous', message };
  }
  const message =
    'failed once and then passed on the same case: the answer depends on earlier calls or on chance';
  return { kind: 'failed', ratio: Number.POSITIVE_INFINITY, message };
}
