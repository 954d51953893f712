import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Case } from '../spec/contract.ts';
import { createDecimalOracle } from './decimal-oracle.ts';
import { createExactOracle } from './exact-oracle.ts';
import { accuracyChecks, accuracyRatios, type Ratios } from './testing/accuracy-checks.ts';
import { arbitraryCase, arbitraryConventions } from './testing/arbitrary-case.ts';
import { type LongCase, longCases } from './testing/long-cases.ts';

/** Repeats the cases of one seed; a night may set another in the environment. */
const seed = Number(process.env.BNCHECK_SEED ?? 1);

describe(`the float64 reference stays within its stated distance from the decimal oracle; seed ${seed}`, () => {
  it.each(accuracyChecks)('in %s, for small channels', (_, check) => {
    const cases = arbitraryCase([1, 2, 3], [1, 2, 4]);
    fc.assert(fc.property(cases, arbitraryConventions, check), { seed, numRuns: 10_000 });
  });

  it.each(accuracyChecks)('in %s, for large channels', (_, check) => {
    const cases = arbitraryCase([1, 2], [1000], 1);
    fc.assert(fc.property(cases, arbitraryConventions, check), { seed, numRuns: 100, endOnFailure: true });
  });
});

describe(`and at the corners of its domain, up to m = 100,000, kappa = 10^12 and epsilon = 0; seed ${seed}`, () => {
  const worst: Record<string, Ratios> = {};

  const note = (operation: string, { given, kappa }: LongCase, ratios: Ratios) => {
    const row = `${operation}, m ${given.shape[0]}`;
    const old = worst[row] ?? {};
    const entries = Object.entries(ratios).map(([name, ratio]) => {
      expect(ratio, `${name} at kappa ${kappa}`).toBeLessThanOrEqual(1);
      return [name, Math.max(old[name] ?? 0, ratio)] as const;
    });
    worst[row] = Object.fromEntries(entries);
  };

  // The decimal oracle takes seconds for a channel of this length; the exact one rounds to float64 as well, and is proved.
  const exactOracle = createExactOracle({ dtype: 'float64' });

  describe.each([1000, 10_000, 100_000])('for channels of %i elements', (m) => {
    it.each(accuracyRatios)('in %s', (operation, measure) => {
      for (let round = 0; round < 1_000_000 / m; round++) {
        for (const one of longCases(m, seed * 1000 + round)) {
          note(operation, one, measure(one.given, one.conventions, exactOracle));
        }
      }
    });
  });

  it.each(accuracyRatios)('in %s, by the decimal oracle too', (operation, measure) => {
    const decimalOracle = createDecimalOracle();
    const farthest = [...longCases(100_000, seed)].filter(({ kappa }) => kappa === 1 || kappa === 1e12);
    for (const one of farthest) {
      // Twice the same case is no second case; this one has no epsilon.
      const given: Case = { ...one.given, epsilon: 0 };
      note(operation, { ...one, given }, measure(given, one.conventions, decimalOracle));
    }
  });

  afterAll(() => {
    for (const [row, ratios] of Object.entries(worst)) {
      const text = Object.entries(ratios).map(([name, ratio]) => `${name} ${ratio.toFixed(3)}`);
      console.log(`${row}: worst error / bound: ${text.join(', ')}`);
    }
  });
});
