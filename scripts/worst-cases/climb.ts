/**
 * A search for inputs on which the sequential float32 loops come near their bounds.
 *
 * From many random starts the best few are improved by small changes: an entry replaced, scaled or moved by units in its last place. What
 * raises the largest error / bound of the quantity is kept. The same seed finds the same cases.
 */
import { type Random, randomFrom } from '../../spec/arbitraries/random.ts';
import { runAlgorithm, textbook } from '../../spec/bounds/testing/float32-batch-norm.ts';
import { float32Moments } from '../../spec/bounds/testing/float32-moments.ts';
import { boundsOf, expectedOf, type Quantity, worstRatios } from '../../spec/bounds/testing/worst-ratios.ts';
import { arithmeticOf } from '../../spec/bounds/arithmetic.ts';
import type { Case } from '../../spec/contract.ts';
import { conventionsOf } from '../../spec/testing/paper-conventions.ts';

const conventions = conventionsOf();
const arithmetic = arithmeticOf('float32', 'sequential');

/** The quantities that a worst case is kept of. */
export const climbed = ['batchMean', 'batchVariance', 'output', 'gradBeta'] as const;

/** The sequential loops: two passes, and one pass of Welford's. */
const loops = [textbook, { ...textbook, name: 'Welford', momentsOf: float32Moments.Welford! }];

/** Largest error / bound of a quantity in the sequential loops. */
export function ratioOn(given: Case, quantity: Quantity): number {
  const expected = expectedOf(given, conventions);
  const bounds = boundsOf(given, conventions, arithmetic);
  const ratios = loops.map((loop) => worstRatios(runAlgorithm(loop, given), expected, bounds)[quantity]);
  return Math.max(...ratios.map((ratio) => ratio ?? 0));
}

export interface Effort {
  readonly starts: number;
  readonly climbers: number;
  readonly steps: number;
}

/** The worst case found for a quantity, and its ratio. */
export function climb(quantity: Quantity, seed: number, effort: Effort): { given: Case; ratio: number } {
  const random = randomFrom(seed);
  const starts = Array.from({ length: effort.starts }, () => rated(startFrom(random), quantity));
  const best = starts.sort((a, b) => b.ratio - a.ratio).slice(0, effort.climbers);
  const climbedUp = best.map((start) => {
    let here = start;
    for (let step = 0; step < effort.steps; step++) {
      const next = rated(changed(here.given, random), quantity);
      if (next.ratio >= here.ratio && next.ratio <= 1) here = next;
    }
    return here;
  });
  return climbedUp.sort((a, b) => b.ratio - a.ratio)[0]!;
}

function rated(given: Case, quantity: Quantity): { given: Case; ratio: number } {
  return { given, ratio: ratioOn(given, quantity) };
}

/** One channel of few elements or many, well or badly conditioned. */
function startFrom(random: Random): Case {
  const m = random.pick([2, 3, 4, 8, 16, 32, 64]);
  const offset = random.pick([0, 0, 1, 16, 256, 4096, 65_536]) * random.sign();
  const spread = random.pick([0, 2 ** -8, 1, 1]);
  const numbers = () => Float32Array.from({ length: m }, () => offset + spread * random.normal());
  return {
    shape: [m, 1],
    channelAxis: 1,
    input: numbers(),
    gradOutput: numbers(),
    gamma: Float32Array.of(1),
    beta: Float32Array.of(0),
    runningMean: Float32Array.of(0),
    runningVariance: Float32Array.of(1),
    epsilon: Math.fround(1e-5),
    exponentialAverageFactor: 0.5,
    variation: 0,
  };
}

/** The case with one entry of input and of gradOutput changed. */
function changed(given: Case, random: Random): Case {
  return { ...given, input: withOther(given.input, random), gradOutput: withOther(given.gradOutput, random) };
}

function withOther(values: Float32Array, random: Random): Float32Array {
  const at = random.integer(0, values.length - 1);
  const old = values[at]!;
  const other = random.pick([
    old * (1 + random.integer(-8, 8) * 2 ** -23),
    old * (1 + random.normal() / 4),
    old + random.normal() / 64,
    values[random.integer(0, values.length - 1)]!,
    -old,
  ]);
  return values.with(at, other);
}
