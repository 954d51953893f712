/**
 * Whether the cases of a property can tell right from wrong, found by asking: a faulty subject that breaks the requirement is put to
 * each case, and a case at which no such subject is caught has shown nothing, whatever the rules of vacuity say.
 */

import * as fc from 'fast-check';
import type { Oracle, Subject } from '../../spec/contract.ts';
import type { Property } from '../../spec/property.ts';
import { attempt, isFailure } from './attempt.ts';
import { createContext } from './create-context.ts';
import { propertySeed } from './property-seed.ts';

export interface TellingOptions {
  readonly seed: number;
  readonly runs: number;
  readonly timeoutMs: number;
  readonly oracle: Oracle;
}

/** How many of a property's cases are of each kind; the four kinds add up to `cases`. */
export interface TellingShare {
  readonly requirement: string;
  readonly cases: number;
  /** At least one of the faulty subjects is caught. */
  readonly telling: number;
  /** None is caught, and every check says that the case cannot tell. */
  readonly vacuous: number;
  /** None is caught, and none is asked: the conventions allow a refusal, or the subject does not do this. */
  readonly skipped: number;
  /** None is caught, and some pass. */
  readonly silent: number;
  /** How many cases catch each faulty subject, by its name. */
  readonly caughtBy: Readonly<Record<string, number>>;
}

/**
 * Puts faulty subjects to the generated cases of a property: the same cases that a run with this seed checks, without shrinking.
 *
 * Each subject keeps its memory from case to case, as in a run. Throws a RangeError where there is no faulty subject: then nothing could
 * be told of any case.
 */
export async function measureTelling(
  property: Property,
  faulty: readonly Subject[],
  options: TellingOptions,
): Promise<TellingShare> {
  const { requirement } = property;
  if (faulty.length === 0) throw new RangeError(`no faulty subject is given for ${requirement}`);
  const seed = propertySeed(options.seed, requirement);
  const cases = fc.sample(property.cases, { seed, numRuns: options.runs });
  const subjects = faulty.map((subject) => {
    return { name: subject.name, context: createContext(subject, { ...options, way: null, grade: () => {} }) };
  });
  const counts = { telling: 0, vacuous: 0, skipped: 0, silent: 0 };
  const caughtBy = Object.fromEntries(subjects.map(({ name }) => [name, 0]));
  for (const given of cases) {
    const kinds = new Set<string>();
    for (const { name, context } of subjects) {
      const found = await attempt(property, given, context);
      kinds.add(isFailure(found) ? 'caught' : found.kind);
      if (isFailure(found)) caughtBy[name]! += 1;
    }
    counts[kindOf(kinds)] += 1;
  }
  return { requirement, cases: cases.length, ...counts, caughtBy };
}

function kindOf(kinds: ReadonlySet<string>): 'telling' | 'vacuous' | 'skipped' | 'silent' {
  if (kinds.has('caught')) return 'telling';
  if (kinds.has('passed')) return 'silent';
  return kinds.has('vacuous') ? 'vacuous' : 'skipped';
}
