import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cases } from '../spec/arbitraries/cases.ts';
import type { Conventions, Dtype, Oracle } from '../spec/contract.ts';
import { createDecimalOracle } from './decimal-oracle.ts';
import { createExactOracle } from './exact-oracle.ts';
import { assertAgreesWithRationals, firstDisagreement } from './testing/agrees-with-rationals.ts';
import { arbitraryCase, arbitraryConventions } from './testing/arbitrary-case.ts';

const seed = 20150211;
const dtypes: readonly Dtype[] = ['float32', 'float64'];
const operations = ['training', 'inference', 'trainingGradient', 'inferenceGradient'] as const;

describe.each(dtypes)(
  'the exact oracle for %s gives the nearest of all numbers, by exact fractions,',
  (dtype) => {
    it.each([
      ['graded float64 numbers', 500],
      ['the cases given to subjects', 400],
      ['small integers times a power of two', 400],
      ['float64 numbers of any size', 10],
    ] as const)('for %s', (kind, numRuns) => {
      assertAgreesWithRationals(createExactOracle({ dtype }), dtype, kind, { seed, numRuns });
    });
  },
);

describe('the check in fractions', () => {
  const paper: Conventions = {
    runningVarianceCorrection: 1,
    normalizingVarianceCorrection: 0,
    epsilonPlacement: 'inside',
    epsilonFloor: 0,
    oneElement: 'define',
    emptyBatch: 'keep',
  };

  it('notices a last bit that is wrong, in every result', () => {
    const exact = createExactOracle();
    const nudge = (value: number) => (value === 0 ? 2 ** -1074 : value * (1 + 2 ** -52));
    const property = fc.property(
      arbitraryCase([2], [1, 2], 1),
      fc.constantFrom(...operations),
      (given, operation) => {
        if (given.epsilon === 0) return;
        const results: Record<string, Float64Array> = { ...exact[operation](given, paper) };
        for (const name of Object.keys(results)) {
          const wrong: Oracle = {
            ...exact,
            [operation]: () => ({ ...results, [name]: results[name]!.map(nudge) }),
          };
          expect(firstDisagreement(wrong, 'float64', given, paper)).toContain(`${operation}: ${name}[0]`);
        }
      },
    );
    fc.assert(property, { seed, numRuns: 40 });
  });
});

describe('the exact oracle', () => {
  it('agrees with the decimal oracle to the last bit on large channels', () => {
    const decimal = createDecimalOracle();
    const property = fc.property(
      arbitraryCase([1, 2], [150], 2),
      arbitraryConventions,
      (given, conventions) => {
        for (const operation of operations) {
          const exact = createExactOracle()[operation](given, conventions);
          expect(exact).toEqual(decimal[operation](given, conventions));
        }
      },
    );
    fc.assert(property, { seed, numRuns: 4 });
  });

  it.each(dtypes)(
    'decides all but one value in a hundred of the cases given to subjects in double words, for %s',
    (dtype) => {
      const oracle = createExactOracle({ dtype });
      const property = fc.property(
        cases({ maxElements: 2000 }),
        arbitraryConventions,
        (given, conventions) => {
          for (const operation of operations) oracle[operation](given, conventions);
        },
      );
      fc.assert(property, { seed, numRuns: 40 });
      const { values, fallbacks } = oracle.statistics();
      expect(values).toBeGreaterThan(10_000);
      expect(fallbacks / values).toBeLessThan(0.01);
    },
  );

  it('counts a value outside the range of double words as a fallback', () => {
    const oracle = createExactOracle();
    const given = {
      shape: [2, 1],
      channelAxis: 1,
      input: Float64Array.of(1e-200, 3e-200) as unknown as Float32Array,
      gradOutput: new Float32Array(2),
      gamma: null,
      beta: null,
      runningMean: new Float32Array(1),
      runningVariance: new Float32Array(1),
      epsilon: 0,
      exponentialAverageFactor: 0,
      variation: 0,
    };
    const conventions: Conventions = {
      runningVarianceCorrection: 0,
      normalizingVarianceCorrection: 0,
      epsilonPlacement: 'inside',
      epsilonFloor: 0,
      oneElement: 'define',
      emptyBatch: 'keep',
    };
    expect(Array.from(oracle.training(given, conventions).output)).toEqual([-1, 1]);
    expect(oracle.statistics()).toEqual({ values: 7, fallbacks: 7 });
  });
});
