import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cases } from '../arbitraries/cases.ts';
import { poisonedCases } from '../arbitraries/special.ts';
import { finiteClasses } from '../arbitraries/value-classes.ts';
import { conventionsOf } from '../testing/paper-conventions.ts';
import { type AccuracyClass, accuracyClasses, arithmeticOf } from './arithmetic.ts';
import { boundsOf, quantities } from './testing/worst-ratios.ts';

const seed = 127;
const conventions = conventionsOf();

type Bounds = ReturnType<typeof boundsOf>;

/** Where a bound that should be lower is above the other, as `quantity at position`. */
function above(low: Bounds, high: Bounds): readonly string[] {
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

  describe('are nested, from forward to sequential, for every quantity and convention', () => {
    const nested = conventionsOf({ normalizingVarianceCorrection: 1 });
    const outside = conventionsOf({ epsilonPlacement: 'outside' });
    test.each(finiteClasses)('on channels of the class %s', (valueClass) => {
      const ofClass = cases({ valueClasses: [valueClass], epsilon: 'any', maxElements: 100 });
      fc.sample(ofClass, { seed, numRuns: 24 }).forEach((given, k) => {
        const followed = [conventions, nested, outside][k % 3]!;
        const dtype = k % 2 === 0 ? 'float32' : 'float64';
        const classes = accuracyClasses.map((name) => boundsOf(given, followed, arithmeticOf(dtype, name)));
        expect(classes.slice(1).flatMap((wide, i) => above(classes[i]!, wide))).toEqual([]);
      });
    });
  });

  test('grow with the unit roundoff, element by element', () => {
    const coarser = fc.integer({ min: 1, max: 8 });
    fc.assert(
      fc.property(cases({ maxElements: 100 }), coarser, (given, bits) => {
        const fine = arithmeticOf('float32');
        const coarse = { ...fine, u: fine.u * 2 ** bits };
        const [low, high] = [fine, coarse].map((arithmetic) => boundsOf(given, conventions, arithmetic));
        expect(above(low!, high!)).toEqual([]);
      }),
      { seed },
    );
  });
});
