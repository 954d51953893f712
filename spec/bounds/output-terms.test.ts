import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cases } from '../arbitraries/cases.ts';
import type { Conventions } from '../contract.ts';
import { arithmeticOf } from './arithmetic.ts';
import { inferenceBounds } from './inference-bounds.ts';
import { type BoundTerm, inferenceOutputTerms, trainingOutputTerms } from './output-terms.ts';
import { trainingBounds } from './training-bounds.ts';

const conventions: Conventions = {
  runningVarianceCorrection: 1,
  normalizingVarianceCorrection: 0,
  epsilonPlacement: 'inside',
  epsilonFloor: 0,
  oneElement: 'define',
  emptyBatch: 'keep',
};
const arithmetic = arithmeticOf('float32');
const total = (terms: readonly BoundTerm[]) => terms.reduce((sum, { value }) => sum + value, 0);

/** Six float64 additions in another order. */
const rounding = 2 ** -48;

describe('the terms of the output bounds', () => {
  it('sum to the bound of each element, in training and inference, and come in order of size', () => {
    let compared = 0;
    for (const given of fc.sample(cases({ maxElements: 60 }), { seed: 5, numRuns: 400 })) {
      const training = trainingBounds(given, conventions, arithmetic).output;
      const inference = inferenceBounds(given, conventions, arithmetic);
      for (const [bounds, termsOf] of [
        [training, trainingOutputTerms],
        [inference, inferenceOutputTerms],
      ] as const) {
        bounds.forEach((bound, at) => {
          if (bound === Number.POSITIVE_INFINITY) return;
          const terms = termsOf(given, conventions, arithmetic, at);
          expect(Math.abs(total(terms) - bound)).toBeLessThanOrEqual(rounding * bound);
          expect(terms.map(({ value }) => value)).toEqual(
            terms.map(({ value }) => value).sort((a, b) => b - a),
          );
          compared += 1;
        });
      }
    }
    expect(compared).toBeGreaterThan(10_000);
  });
});
