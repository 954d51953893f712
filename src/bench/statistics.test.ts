import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { geometricMean, pairedRatios, quantile, spreadOf } from './statistics.ts';

const times = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 30 });

describe('quantiles', () => {
  test('of an odd number of values the median is the one in the middle, of an even number half way', () => {
    expect(quantile([9, 1, 5], 0.5)).toBe(5);
    expect(quantile([4, 1, 2, 9], 0.5)).toBe(3);
    expect(spreadOf([1, 2, 3, 4, 5])).toEqual({ median: 3, lower: 2, upper: 4 });
  });

  test('have as many values on either side, in any order', () => {
    fc.assert(
      fc.property(times, (values) => {
        const { median, lower, upper } = spreadOf(values);
        const below = values.filter((value) => value < median).length;
        const above = values.filter((value) => value > median).length;
        expect(Math.max(below, above)).toBeLessThanOrEqual(values.length / 2);
        expect(lower).toBeLessThanOrEqual(median);
        expect(median).toBeLessThanOrEqual(upper);
        expect(spreadOf([...values].reverse())).toEqual({ median, lower, upper });
      }),
      { seed: 1 },
    );
  });

  test('of nothing are NaN', () => {
    expect(spreadOf([])).toEqual({ median: Number.NaN, lower: Number.NaN, upper: Number.NaN });
  });
});

describe('paired ratios', () => {
  test('do not see what slows both down in a round, as a quotient of medians does', () => {
    const ratio = 3;
    fc.assert(
      fc.property(times, (slowness) => {
        const base = slowness.map((factor) => factor);
        const ours = slowness.map((factor) => ratio * factor);
        expect(pairedRatios(ours, base)).toEqual(slowness.map(() => ratio));
      }),
      { seed: 2 },
    );
    // The slow subject took part in the fast rounds alone.
    const seldom = [null, 30, null, 30];
    const base = [100, 10, 100, 10];
    expect(spreadOf(pairedRatios(seldom, base)).median).toBe(3);
    expect(30 / spreadOf(base).median).toBeLessThan(1);
  });

  test('are of rounds in which both took part', () => {
    expect(pairedRatios([2, null, 6, 8], [1, 1, null])).toEqual([2]);
    expect(pairedRatios([1, 2], [])).toEqual([]);
  });
});

test('the geometric mean of ratios and that of their inverses are inverse', () => {
  fc.assert(
    fc.property(times, (values) => {
      const product = geometricMean(values) * geometricMean(values.map((value) => 1 / value));
      // Each logarithm, each sum and each exponential adds a few units in the last place of logarithms below 7.
      expect(Math.abs(product - 1)).toBeLessThan(64 * values.length * Number.EPSILON);
    }),
    { seed: 3 },
  );
});
