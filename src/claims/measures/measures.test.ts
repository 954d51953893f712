import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomFrom } from '../../../spec/arbitraries/random.ts';
import { driftBetween } from './drift.ts';
import { gradientNoise } from './gradient-noise.ts';
import { medianInterval } from './median-interval.ts';
import { percentile } from './percentile.ts';
import { smoothnessAlong } from './smoothness.ts';
import { turn } from './vectors.ts';

const sample = (n: number, seed: number) => Float64Array.from({ length: n }, randomFrom(seed).normal);

describe('percentiles', () => {
  test('are those of the numbers 0 to 100, in any order', () => {
    const numbers = Float64Array.from({ length: 101 }, (_, i) => (i * 37) % 101);
    for (const p of [0, 15, 50, 85, 100]) expect(percentile(numbers, p)).toBe(p);
  });

  test('lie between neighbours, and are NaN of nothing', () => {
    expect(percentile([1, 3], 50)).toBe(2);
    expect(percentile([7], 15)).toBe(7);
    expect(percentile([], 50)).toBeNaN();
  });
});

describe('drift', () => {
  const moved = fc.record({
    n: fc.integer({ min: 2, max: 50 }),
    seed: fc.nat(),
    power: fc.integer({ min: -3, max: 3 }),
  });

  test('of a shift by s standard deviations is s', () => {
    const property = fc.property(moved, ({ n, seed, power }) => {
      const before = sample(n, seed);
      const mean = before.reduce((sum, x) => sum + x, 0) / n;
      const deviation = Math.sqrt(before.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n);
      const shift = 2 ** power;
      const after = before.map((x) => x + shift * deviation).reverse();
      // Sums of n squares, a square root and a quotient, in float64; x + shift loses half an ulp of at most 3 + shift.
      const bound = (n + 16) * 2 ** -52 * (shift + 4 / deviation);
      expect(Math.abs(driftBetween(before, after) - shift)).toBeLessThanOrEqual(bound);
    });
    fc.assert(property, { seed: 1, numRuns: 100 });
  });

  test('is 0 for the same numbers in another order, and infinite for what did not vary', () => {
    expect(driftBetween([1, 2, 3], [3, 1, 2])).toBe(0);
    expect(driftBetween([0, 0], [0, 1])).toBe(Number.POSITIVE_INFINITY);
    expect(() => driftBetween([1], [1, 2])).toThrow('samples of 1 and 2 numbers');
  });
});

describe('the interval for the median', () => {
  test('is between the order statistics of the tables: n = 6 all, n = 9 without one on either side', () => {
    expect(medianInterval([6, 5, 4, 3, 2, 1])).toEqual({
      median: 3.5,
      low: 1,
      high: 6,
      confidence: 1 - 2 / 64,
    });
    const nine = medianInterval([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(nine).toEqual({ median: 5, low: 2, high: 8, confidence: 1 - 20 / 512 });
  });

  test('is everything for fewer than six, takes infinite values, and refuses NaN', () => {
    expect(medianInterval([1, 2, 3, 4, 5])).toMatchObject({ low: -Infinity, high: Infinity });
    expect(medianInterval([1, 2, 3, Infinity, Infinity, Infinity]).high).toBe(Infinity);
    expect(() => medianInterval([Number.NaN])).toThrow('NaN');
  });

  test.each([6, 9, 12, 17])('covers the median of a skewed distribution as often as it says, n = %i', (n) => {
    const random = randomFrom(n);
    const trials = 4000;
    let covered = 0;
    let confidence = 0;
    for (let trial = 0; trial < trials; trial++) {
      // The cube of a uniform number has the median 1/8.
      const found = medianInterval(Array.from({ length: n }, () => random.uniform() ** 3));
      if (found.low <= 1 / 8 && found.high >= 1 / 8) covered += 1;
      confidence = found.confidence;
    }
    // Four standard deviations of a binomial share: a fixed seed, so never flaky; one order statistic more or less is seen.
    const slack = 4 * Math.sqrt((confidence * (1 - confidence)) / trials);
    expect(confidence).toBeGreaterThanOrEqual(0.95);
    expect(Math.abs(covered / trials - confidence)).toBeLessThanOrEqual(slack);
  });
});

test('gradient noise is the unbiased variance, summed, and by the squared mean', () => {
  expect(
    gradientNoise([
      [1, 10],
      [3, 10],
    ]),
  ).toEqual({ variance: 2, relative: 2 / 104 });
});

test('a turn is 0 in the same direction, 1 at a right angle, 2 in the opposite one', () => {
  expect([turn([1, 0], [2, 0]), turn([1, 0], [0, 3]), turn([2, 0], [-1, 0])]).toEqual([0, 1, 2]);
});

test('of a parabola the smoothness is its curvature', () => {
  const curvature = 4;
  const at = (x: number) => ({ loss: (curvature * x * x) / 2, gradient: [curvature * x] });
  const here = at(1);
  const found = smoothnessAlong(here, [1 / 16, 1 / 8], (eta) => at(1 - eta * here.gradient[0]!));
  expect(found).toEqual({ lossRange: 2 - at(0.5).loss, gradientChange: 2, beta: curvature });
});
