import * as fc from 'fast-check';
import type { Case, Oracle, Subject } from '../../spec/contract.ts';
import type { Context, Property } from '../../spec/property.ts';
import { requirementOf } from '../../spec/requirements.ts';
import { attempt, isFailure } from './attempt.ts';
import { createContext } from './create-context.ts';
import type { Outcome, OutcomeKind } from './outcome.ts';
import { propertySeed } from './property-seed.ts';
import { type Failure, pursue } from './pursue.ts';

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
  readonly measure?: Context['measure'];
  /** Told when the first case has failed, before it is pursued. */
  readonly onFailure?: () => void;
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
      if (failure === null) options.onFailure?.();
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

/** The cases in order, recorded ones first, each in every way of use. */
function* plan(
  property: Property,
  ways: number,
  options: PropertyOptions,
): Generator<{ given: Case; way: number }> {
  const recorded = property.recorded === true ? options.recorded : [];
  const seed = propertySeed(options.seed, property.requirement);
  const generated = fc.sample(property.cases, { seed, numRuns: options.runs });
  for (const given of [...recorded, ...generated]) for (let way = 0; way < ways; way++) yield { given, way };
}
