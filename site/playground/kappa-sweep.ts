import { createExactOracle } from '../../reference/exact-oracle.ts';
import { randomFrom } from '../../spec/arbitraries/random.ts';
import { fillStandardized } from '../../spec/arbitraries/standardized.ts';
import { conditioningOf } from '../../spec/conditioning.ts';
import type { Case, Conventions, Subject, Values } from '../../spec/contract.ts';
import { layoutOf } from '../../spec/layout.ts';
import { requestFor } from '../../src/harness/create-context.ts';

/** Bits of the significand of float32. */
export const FLOAT32_BITS = 24;

/** How one implementation fared on one input. */
export interface KappaPoint {
  readonly subject: string;
  readonly kappa: number;
  readonly variance: number;
  /** Right bits of the worst output element, relative to the largest: 24 is all that float32 has. */
  readonly bits: number;
}

const oracle = createExactOracle();

/** One channel whose mean lies kappa standard deviations from zero; variance 1, but for rounding to float32. */
export function kappaCase(kappa: number, m: number, seed: number): Case {
  const input = new Float32Array(m);
  fillStandardized(input, randomFrom(seed), kappa, 1);
  return {
    shape: [m, 1],
    channelAxis: 1,
    input,
    gradOutput: new Float32Array(m),
    gamma: null,
    beta: null,
    runningMean: new Float32Array(1),
    runningVariance: new Float32Array(1).fill(1),
    epsilon: Math.fround(1e-5),
    exponentialAverageFactor: Math.fround(0.1),
    variation: 0,
  };
}

/** The exact variance, rounded once to float64, and the conditioning of a case of one channel. */
export function truthOf(given: Case, conventions: Conventions) {
  return {
    kappa: conditioningOf(given, layoutOf(given.shape, given.channelAxis), 0, conventions),
    expected: oracle.training(given, conventions),
  };
}

/** Runs each subject on the same case. */
export async function kappaPoints(
  subjects: readonly (readonly [label: string, subject: Subject])[],
  given: Case,
  conventions: Conventions,
): Promise<readonly KappaPoint[]> {
  const { kappa, expected } = truthOf(given, conventions);
  const points: KappaPoint[] = [];
  for (const [label, subject] of subjects) {
    const result = await subject.run(requestFor('training', given, subject, null));
    const { output, batchVariance } = result as { output: { data: Values }; batchVariance?: Values };
    points.push({
      subject: label,
      kappa,
      variance: batchVariance?.[0] ?? Number.NaN,
      bits: rightBits(output.data, expected.output),
    });
  }
  return points;
}

/** Inputs at each kappa: one alone may be right by luck. */
const SEEDS = [1, 2, 3, 4, 5, 6];

/** The worst of several inputs at each of 57 kappas from 1 to 1e7. */
export async function worstPoints(
  subjects: readonly (readonly [label: string, subject: Subject])[],
  m: number,
  conventions: Conventions,
): Promise<readonly KappaPoint[]> {
  const points: KappaPoint[] = [];
  for (let step = 0; step <= 56; step++) {
    const kappa = 10 ** (step / 8);
    const tries = await Promise.all(
      SEEDS.map((seed) => kappaPoints(subjects, kappaCase(kappa, m, seed), conventions)),
    );
    for (const [at] of subjects.entries()) {
      const own = tries.map((points) => points[at]!);
      const worst = own.reduce((one, other) => (other.bits < one.bits ? other : one));
      points.push({ ...worst, kappa });
    }
  }
  return points;
}

/** log2(largest expected / largest error), from 0 to 24; a NaN is no right bit. */
export function rightBits(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let error = 0;
  let scale = 0;
  for (let j = 0; j < expected.length; j++) {
    const own = Math.abs(actual[j]! - expected[j]!);
    if (Number.isNaN(own)) return 0;
    error = Math.max(error, own);
    scale = Math.max(scale, Math.abs(expected[j]!));
  }
  if (error === 0) return FLOAT32_BITS;
  return Math.min(FLOAT32_BITS, Math.max(0, Math.log2(scale / error)));
}
