import { describe, it } from 'vitest';
import { createExactOracle } from './exact-oracle.ts';
import { assertAgreesWithRationals } from './testing/agrees-with-rationals.ts';

/** Repeats the cases of one seed; a night may set another in the environment. */
const seed = Number(process.env.BNCHECK_SEED ?? 1);

/** A hundred thousand cases in all. */
const runs = [
  ['float64', 'graded float64 numbers', 25_000],
  ['float64', 'the cases given to subjects', 15_000],
  ['float64', 'small integers times a power of two', 10_000],
  ['float64', 'float64 numbers of any size', 500],
  ['float32', 'graded float64 numbers', 20_000],
  ['float32', 'the cases given to subjects', 20_000],
  ['float32', 'small integers times a power of two', 9_000],
  ['float32', 'float64 numbers of any size', 500],
] as const;

describe(`the exact oracle is correctly rounded, by exact fractions; seed ${seed}`, () => {
  it.each(runs)('in %s, for %s (%i cases)', (dtype, kind, numRuns) => {
    assertAgreesWithRationals(createExactOracle({ dtype }), dtype, kind, { seed, numRuns });
  });
});
