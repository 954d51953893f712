import type { Case, Oracle, Subject } from '../../spec/contract.ts';
import type { Context, Property } from '../../spec/property.ts';
import { requirementOf } from '../../spec/requirements.ts';
import { attempt, isFailure } from './attempt.ts';
import { createContext } from './create-context.ts';
import type { Outcome, OutcomeKind } from './outcome.ts';
import { casePlan } from './case-plan.ts';
import { startClimb } from './climb.ts';
import { propertySeed } from './property-seed.ts';
import { type Failure, pursue } from './pursue.ts';

export interface PropertyOptions {
  readonly seed: number;
  readonly runs: number;
  /** Cases that are tried after the planned ones, each near one that came near its bound; none where it is absent. */
  readonly climbs?: number;
  readonly shrinkBudget: number;
  readonly timeoutMs: number;
  /** The everyday oracle. */
  readonly oracle: Oracle;
  /** The slow one that every accusation must also hold against. */
  readonly exactOracle: Oracle;
  /** Cases that failed in earlier runs, to be tried before any other. */
  readonly stored?: readonly Case[];
  /** Recorded cases for the properties that take them; they come after the generated ones, which are smaller. */
  readonly recorded: readonly Case[];
  readonly grade: Context['grade'];
  readonly measure?: Context['measure'];
  /** Told of each case before it is tried, counted from 1 in each way of use. */
  readonly onCase?: (number: number) => void;
  /** Told when the first case has failed, before it is pursued. */
  readonly onFailure?: () => void;
}

/** What a failure is pursued with, where that differs from the options. */
export type Pursuit = Partial<Pick<PropertyOptions, 'exactOracle' | 'shrinkBudget'>>;

/** A property on its way through its cases. */
export interface PropertyRun {
  readonly requirement: string;
  /** Cases that it will try in all, or fewer where none comes near a bound; 0 where the subject lacks an operation. */
  readonly planned: number;
  /** Elements of its first generated case; 0 where it makes none. */
  readonly firstElements: number;
  /** Cases that it has tried. */
  readonly tried: () => number;
  /** True where no case is left to try: the last one was, or every way of use has failed. */
  readonly finished: () => boolean;
  /** Tries cases until `cases` of them have been tried since the start. */
  readonly advance: (cases: number, pursuit?: Pursuit) => Promise<void>;
  /** What has been found so far. */
  readonly outcome: () => Outcome;
}

/**
 * Starts one property against a subject: stored cases first, then generated and recorded ones, then those that climb towards the
 * bound, each in every way of use. The first failure is shrunk, and confirmed against the exact oracle before it is believed; a way of
 * use that failed is not tried again, the others go on.
 */
export function startProperty(property: Property, subject: Subject, options: PropertyOptions): PropertyRun {
  const { requirement } = property;
  const blank = { requirement, level: requirementOf(requirement).level };
  const missing = property.needs.filter((operation) => !subject.operations.includes(operation));
  if (missing.length > 0) {
    const reason = `the subject does not offer ${missing.join(' and ')}`;
    const nothing = { cases: 0, vacuous: 0, skipped: 0, worstRatio: 0, reason };
    return {
      requirement,
      planned: 0,
      firstElements: 0,
      tried: () => 0,
      finished: () => true,
      advance: async () => {},
      outcome: () => ({ ...blank, outcome: 'skipped', ...nothing }),
    };
  }
  const plan = casePlan(property, { ...options, dtype: subject.dtype });
  const planned = plan.length + (options.climbs ?? 0);
  const climb = startClimb(propertySeed(options.seed, requirement));
  const ways: readonly (string | null)[] = subject.ways ?? [null];
  const contexts = ways.map((way) => createContext(subject, { ...options, way }));
  const counts = { passed: 0, vacuous: 0, skipped: 0 };
  const failedWays = new Set<number>();
  let failure: Failure | null = null;
  let worstRatio = 0;
  let reason = '';
  let tried = 0;
  let number = 0;

  const finished = () => tried >= planned || failedWays.size === ways.length;

  const tryCase = async (given: Case, pursuit: Pursuit) => {
    let nearest = 0;
    for (let way = 0; way < ways.length; way++) {
      number += 1;
      if (failedWays.has(way)) continue;
      options.onCase?.(number);
      const result = await attempt(property, given, contexts[way]!);
      if (isFailure(result)) {
        if (failure === null) options.onFailure?.();
        failedWays.add(way);
        const found = { given, way: ways[way]!, number, result };
        failure ??= await pursue(property, subject, found, { ...options, ...pursuit });
        continue;
      }
      nearest = Math.max(nearest, result.ratio);
      counts[result.kind as keyof typeof counts] += 1;
      if (result.kind !== 'passed') reason = result.message;
    }
    worstRatio = Math.max(worstRatio, nearest);
    climb.note(given, nearest);
    tried += 1;
  };

  const outcome = (): Outcome => {
    const tally = {
      cases: counts.passed + failedWays.size,
      vacuous: counts.vacuous,
      skipped: counts.skipped,
    };
    if (failure === null) {
      const kind: OutcomeKind = counts.passed > 0 ? 'passed' : counts.vacuous > 0 ? 'vacuous' : 'skipped';
      return { ...blank, outcome: kind, ...tally, worstRatio, ...(kind === 'passed' ? {} : { reason }) };
    }
    const { kind, ratio, counterexample } = failure;
    const named = [...failedWays].map((way) => ways[way]).filter((way) => way !== null && way !== undefined);
    return {
      ...blank,
      outcome: kind,
      ...tally,
      worstRatio: Math.max(worstRatio, ratio),
      counterexample,
      ...(named.length > 0 ? { failedWays: named } : {}),
    };
  };

  return {
    requirement,
    planned,
    firstElements: plan.between(0, 1)[0]?.input.length ?? 0,
    tried: () => tried,
    finished,
    advance: async (count, pursuit = {}) => {
      for (const given of plan.between(tried, count)) {
        if (finished()) return;
        await tryCase(given, pursuit);
      }
      while (tried < count && !finished()) {
        const given = climb.next();
        if (given === null) tried = planned;
        else await tryCase(given, pursuit);
      }
    },
    outcome,
  };
}
