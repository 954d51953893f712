/**
 * A search for inputs on which sound float32 algorithms come near the bounds of their class.
 *
 * From many random starts the best few are improved by small changes: an entry replaced, scaled or moved by units in its last place. What
 * raises the largest error / bound of the quantity is kept. The same seed finds the same cases.
 */
import { nearbyCase } from '../../spec/arbitraries/nearby-case.ts';
import { type Random, randomFrom } from '../../spec/arbitraries/random.ts';
import { type AccuracyClass, arithmeticOf } from '../../spec/bounds/arithmetic.ts';
import { float32 } from '../../spec/bounds/testing/simulated-arithmetic.ts';
import {
  type Algorithm,
  algorithmsIn,
  runAlgorithm,
} from '../../spec/bounds/testing/simulated-batch-norm.ts';
import {
  boundsOf,
  expectedOf,
  type Quantities,
  type Quantity,
  worstRatios,
} from '../../spec/bounds/testing/worst-ratios.ts';
import type { Case } from '../../spec/contract.ts';
import { conventionsOf } from '../../spec/testing/paper-conventions.ts';
import { startFrom } from './start-from.ts';

const conventions = conventionsOf();

export const algorithms: readonly Algorithm[] = algorithmsIn(float32);

export interface Effort {
  readonly starts: number;
  readonly climbers: number;
  readonly steps: number;
}

/** A case, the algorithm that comes nearest to a bound on it, and how near: error / bound. */
export interface WorstCase {
  readonly given: Case;
  readonly algorithm: string;
  readonly ratio: number;
}

/** How near one algorithm comes to the bound of a quantity in its class. */
export function ratioOn(given: Case, quantity: Quantity, algorithm: Algorithm): number {
  return ratiosOn(given, quantity, [algorithm])[0]!;
}

/** The same for algorithms of one class; 0 for those that do not show the quantity. */
function ratiosOn(given: Case, quantity: Quantity, some: readonly Algorithm[]): readonly number[] {
  const expected = expectedOf(given, conventions);
  const bounds = boundsOf(given, conventions, arithmeticOf('float32', some[0]!.accuracy));
  return some.map((algorithm) => {
    const shown = runAlgorithm(algorithm, given)[quantity];
    const actual: Quantities = shown === undefined ? {} : { [quantity]: shown };
    return worstRatios(actual, expected, bounds)[quantity] ?? 0;
  });
}

/**
 * The worst case found for a quantity among the algorithms of a class.
 *
 * @throws Error where one leaves its bound: then a theorem is wrong.
 */
export function climb(quantity: Quantity, accuracy: AccuracyClass, seed: number, effort: Effort): WorstCase {
  const random = randomFrom(seed);
  const ofClass = algorithms.filter((algorithm) => algorithm.accuracy === accuracy);
  const starts = Array.from({ length: effort.starts }, () => {
    const given = startFrom(random);
    const ratios = ratiosOn(given, quantity, ofClass);
    const ratio = Math.max(...ratios);
    return { given, ratio, algorithm: ofClass[ratios.indexOf(ratio)]! };
  });
  const best = starts.sort((a, b) => b.ratio - a.ratio).slice(0, effort.climbers);
  const tops = best.map((start) => climbFrom(start, quantity, effort.steps, random));
  const { given, ratio, algorithm } = tops.sort((a, b) => b.ratio - a.ratio)[0]!;
  if (ratio > 1)
    throw new Error(`${algorithm.name} leaves the bound of ${quantity}: ${JSON.stringify(given)}`);
  return { given, ratio, algorithm: algorithm.name };
}

interface Climber {
  readonly given: Case;
  readonly ratio: number;
  readonly algorithm: Algorithm;
}

function climbFrom(start: Climber, quantity: Quantity, steps: number, random: Random): Climber {
  let here = start;
  for (let step = 0; step < steps; step++) {
    const given = nearbyCase(here.given, random);
    const ratio = ratioOn(given, quantity, here.algorithm);
    if (ratio >= here.ratio) here = { ...here, given, ratio };
  }
  return here;
}
