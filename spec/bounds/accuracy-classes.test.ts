import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cases } from '../arbitraries/cases.ts';
import { poisonedCases } from '../arbitraries/special.ts';
import type { Case } from '../contract.ts';
import { conventionsOf } from '../testing/paper-conventions.ts';
import { type AccuracyClass, type Arithmetic, arithmeticOf } from './arithmetic.ts';
import { boundsOf, quantities } from './testing/worst-ratios.ts';

const seed = 127;
const conventions = conventionsOf();

/** Where the first bound of a quantity is above the second, as `quantity at position`. */
function above(given: Case, first: Arithmetic, second: Arithmetic): readonly string[] {
  const [low, high] = [boundsOf(given, conventions, first), boundsOf(given, conventions, second)];
  return quantities.flatMap((name) =>
    [...low[name].keys()].filter((at) => low[name][at]! > high[name][at]!).map((at) => `${name} at ${at}`),
  );
}

describe('the bounds', () => {
  test('are positive or infinite, and never NaN, whatever the case holds', () => {
    const all = fc.oneof(
      cases({ epsilon: 'any', maxElements: 150 }),
      cases({ runningVariance: 'negative', epsilon: 'any', maxElements: 100 }),
      poisonedCases({ maxElements: 100 }),
    );
    const accuracy = fc.constantFrom<AccuracyClass>('forward', 'compensated', 'blocked', 'sequential');
    fc.assert(
      fc.property(all, accuracy, fc.constantFrom('float32', 'float64'), (given, name, dtype) => {
        const bounds = boundsOf(given, conventions, arithmeticOf(dtype as 'float32', name));
        for (const quantity of quantities) {
          expect(bounds[quantity].every((bound) => bound > 0)).toBe(true);
        }
      }),
      { seed, numRuns: 200 },
    );
  });

  test.each([
    ['compensated', 'blocked'],
    ['blocked', 'sequential'],
  ] as const)('of the class %s are nowhere above those of %s', (tight, wide) => {
    const [first, second] = [arithmeticOf('float32', tight), arithmeticOf('float32', wide)];
    for (const given of fc.sample(cases({ maxElements: 200 }), { seed, numRuns: 150 })) {
      expect(above(given, first, second)).toEqual([]);
    }
  });

  // An output may be above: the class forward allows an absolute error of z, however small x and the mean are beside the deviation.
  test('of the class forward are nowhere above those of compensated, for statistics and gradBeta', () => {
    const ordered = /^(batch|running|invStd|gradBeta|inferenceGradBeta|inferenceGradInput)/;
    const [first, second] = [arithmeticOf('float32', 'forward'), arithmeticOf('float32', 'compensated')];
    for (const given of fc.sample(cases({ maxElements: 200 }), { seed, numRuns: 150 })) {
      expect(above(given, first, second).filter((place) => ordered.test(place))).toEqual([]);
    }
  });

  test('grow with the unit roundoff, element by element', () => {
    const coarser = fc.integer({ min: 1, max: 8 });
    fc.assert(
      fc.property(cases({ maxElements: 100 }), coarser, (given, bits) => {
        const fine = arithmeticOf('float32');
        expect(above(given, fine, { ...fine, u: fine.u * 2 ** bits })).toEqual([]);
      }),
      { seed },
    );
  });
});
