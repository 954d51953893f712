import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cases } from '../spec/arbitraries/cases.ts';
import type { Case, Conventions, Dtype } from '../spec/contract.ts';
import { createExactOracle } from './exact-oracle.ts';
import { firstDisagreement } from './testing/agrees-with-rationals.ts';
import { arbitraryCase, arbitraryConventions } from './testing/arbitrary-case.ts';

const seed = 20150211;
const dtypes: readonly Dtype[] = ['float32', 'float64'];

function checkAgainstRationals(inputs: fc.Arbitrary<Case>, dtype: Dtype, numRuns: number): void {
  const oracle = createExactOracle({ dtype });
  const check = (given: Case, conventions: Conventions) => {
    const disagreement = firstDisagreement(oracle, dtype, given, conventions);
    if (disagreement !== null) expect.fail(disagreement);
  };
  fc.assert(fc.property(inputs, arbitraryConventions, check), { seed, numRuns });
}

/** Each of these has one channel, as the check in fractions asks. */
const inputs: readonly (readonly [string, fc.Arbitrary<Case>, number])[] = [
  ['float64 numbers', arbitraryCase([1, 2], [1, 2, 3], 1), 500],
  ['the cases given to subjects', cases({ maxElements: 12 }).filter((given) => given.shape[given.channelAxis] === 1), 300],
];

describe.each(dtypes)('the exact oracle for %s', (dtype) => {
  it.each(inputs)('gives the nearest number of all, by exact fractions, for %s', (_, arbitrary, numRuns) => {
    checkAgainstRationals(arbitrary, dtype, numRuns);
  });
});
