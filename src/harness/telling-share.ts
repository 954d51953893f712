/**
 * Whether the cases of a property can tell right from wrong, found by asking: faulty subjects that break the requirement are put to
 * each case, and a case at which none of them is caught has shown nothing, whatever the rules of vacuity say of it.
 */

import type { Oracle, Subject } from '../../spec/contract.ts';
import type { Property } from '../../spec/property.ts';
import { attempt, isFailure } from './attempt.ts';
import { createContext } from './create-context.ts';
import { planCases } from './plan-cases.ts';
import { propertySeed } from './property-seed.ts';

export interface TellingOptions {
  readonly seed: number;
  readonly runs: number;
  readonly timeoutMs: number;
  readonly oracle: Oracle;
  /** True: every case is put to every subject. False: only until one is caught, those first that are caught most often. */
  readonly thorough: boolean;
}

/** How many of a property's cases are of each kind; the four kinds add up to `cases`. */
export interface TellingShare {
  readonly requirement: string;
  readonly cases: number;
  /** At least one of the faulty subjects is caught. */
  readonly telling: number;
  /** None is caught, and every check that was made says that the case cannot tell. */
  readonly vacuous: number;
  /** Nothing is asked: the conventions allow a refusal, or the subjects do not do this. */
  readonly skipped: number;
  /** None is caught, and some pass. */
  readonly silent: number;
  /** How many cases catch each faulty subject, by its name; of no use unless thorough. */
  readonly caughtBy: Readonly<Record<string, number>>;
}

/**
 * Puts faulty subjects to the generated cases of a property: the cases that a run with this seed checks, without shrinking.
 *
 * Each subject keeps its memory from case to case, as in a run. Throws a RangeError where there is no faulty subject: then nothing
 * can be told of any case.
 */
export async function measureTelling(
  property: Property,
  faulty: readonly Subject[],
  options: TellingOptions,
): Promise<TellingShare> {
  const { requirement } = property;
  if (faulty.length === 0) throw new RangeError(`no faulty subject is given for ${requirement}`);
  const seed = propertySeed(options.seed, requirement);
  const cases = planCases(property.cases, seed, options.runs);
  const asked = faulty.map((subject) => {
    const context = createContext(subject, { ...options, way: null, grade: () => {} });
    return { name: subject.name, context, catches: 0 };
  });
  const counts = { telling: 0, vacuous: 0, skipped: 0, silent: 0 };
  for (const given of cases) {
    const kinds = new Set<string>();
    if (!options.thorough) asked.sort((a, b) => b.catches - a.catches);
    for (const one of asked) {
      const found = await attempt(property, given, one.context);
      const caught = isFailure(found);
      kinds.add(caught ? 'caught' : found.kind);
      if (!caught) continue;
      one.catches += 1;
      if (!options.thorough) break;
    }
    counts[kindOf(kinds)] += 1;
  }
  const caughtBy = Object.fromEntries(asked.map(({ name, catches }) => [name, catches]));
  return { requirement, cases: cases.length, ...counts, caughtBy };
}

function kindOf(kinds: ReadonlySet<string>): 'telling' | 'vacuous' | 'skipped' | 'silent' {
  if (kinds.has('caught')) return 'telling';
  if (kinds.has('passed')) return 'silent';
  return kinds.has('vacuous') ? 'vacuous' : 'skipped';
}
