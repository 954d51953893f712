import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactDecimal } from './oracle/exact-decimal.ts';
import { type Moments, mergeMoments, momentsOf, noMoments } from './merge-moments.ts';

const seed = 1983;
const u = 2 ** -53;
const part = fc.array(fc.double({ min: -1000, max: 1000, noNaN: true }), { maxLength: 12 });
const near = fc.array(fc.double({ min: 1_000_000, max: 1_000_001, noNaN: true }), { maxLength: 12 });
const parts = fc.array(fc.oneof(part, near), { minLength: 1, maxLength: 6 });

/** Mean and variance in exact arithmetic, rounded at the end. */
function exactMoments(x: readonly number[]): Moments {
  if (x.length === 0) return noMoments;
  const total = x.map(exactDecimal).reduce((a, b) => a.plus(b));
  const n = x.length;
  // n^2 v = n sum(x^2) - sum(x)^2
  const squares = x
    .map((value) => exactDecimal(value).times(exactDecimal(value)))
    .reduce((a, b) => a.plus(b));
  const spread = squares.times(n).minus(total.times(total)).toNumber();
  return { count: n, mean: total.toNumber() / n, variance: spread / n ** 2 };
}

/**
 * With X the largest magnitude and D the largest distance of two elements, a merge rounds fewer than 8 times quantities of at most X (the
 * mean) and fewer than 16 times quantities of at most D^2 (the variance); and means that are off by e change delta^2 n_a n_b / n^2 by at most
 * D e / 2 each. Over K parts the errors add up: 8 K u X for the mean, and 16 K u D^2 + 8 K^2 u X D for the variance.
 */
function boundsOf(all: readonly (readonly number[])[]) {
  const x = all.flat();
  const largest = Math.max(...x.map(Math.abs), 0);
  const distance = x.length === 0 ? 0 : Math.max(...x) - Math.min(...x);
  const K = all.length + 1;
  return {
    mean: 8 * K * u * largest,
    variance: 16 * K * u * distance ** 2 + 8 * K * K * u * largest * distance,
  };
}

describe('parts merged, in whatever order,', () => {
  test.each([
    ['from the left', (all: readonly Moments[]) => all.reduce(mergeMoments)],
    ['from the right', (all: readonly Moments[]) => all.reduceRight((b, a) => mergeMoments(a, b))],
  ])('%s have the moments of the whole', (_, merged) => {
    fc.assert(
      fc.property(parts, (all) => {
        const actual = merged(all.map(momentsOf));
        const expected = exactMoments(all.flat());
        const bounds = boundsOf(all);
        expect(actual.count).toBe(expected.count);
        expect(Math.abs(actual.mean - expected.mean)).toBeLessThanOrEqual(bounds.mean);
        expect(Math.abs(actual.variance - expected.variance)).toBeLessThanOrEqual(bounds.variance);
      }),
      { seed, numRuns: 300 },
    );
  });
});

test('nothing merged with anything changes nothing', () => {
  fc.assert(
    fc.property(part, (x) => {
      const moments = momentsOf(x);
      expect(mergeMoments(moments, noMoments)).toBe(moments);
      expect(mergeMoments(noMoments, moments)).toEqual(moments);
    }),
    { seed, numRuns: 20 },
  );
});

test('a NaN in a part is in the whole', () => {
  expect(mergeMoments(momentsOf([1, 2]), momentsOf([Number.NaN])).mean).toBeNaN();
});
