import { describe, expect, test } from 'vitest';
import { type Drift, driftingCount, driftingValues } from './drifting-values.ts';
import { randomFrom } from './random.ts';

const f = Math.fround;
const u = 2 ** -24;
const kappas = [5, 20, 200, 2000];
const seeds = [1, 2, 3, 4, 5];

/** The float32 sum in so many lanes, each an accumulator, added exactly at the end. */
function sumInLanes(values: Float32Array, width: number): number {
  const lanes = new Array<number>(width).fill(0);
  values.forEach((x, j) => {
    lanes[j % width] = f(lanes[j % width]! + x);
  });
  return lanes.reduce((a, b) => a + b, 0);
}

/** Relative errors of the sum in units of u, over all kappas and seeds. Float64 sums of these numbers are exact. */
function lossesOf(drift: Drift, sumOf: (values: Float32Array) => number): readonly number[] {
  return kappas.flatMap((kappa) =>
    seeds.map((seed) => {
      const values = driftingValues(drift, kappa, randomFrom(seed));
      const exact = values.reduce((a, b) => a + b, 0);
      return Math.abs(sumOf(values) / exact - 1) / u;
    }),
  );
}

const inLanes = (width: number) => (values: Float32Array) => sumInLanes(values, width);
const reversed = (values: Float32Array) => sumInLanes(values.toReversed(), 1);
const bySize = (values: Float32Array) => sumInLanes(values.toSorted(), 1);

describe('one accumulator', () => {
  test.each([
    ['forwards', inLanes(1)],
    ['backwards', reversed],
    ['by size', bySize],
  ])('loses some 280 u %s', (_, sumOf) => {
    const losses = lossesOf('oneSum', sumOf);
    expect(Math.min(...losses)).toBeGreaterThan(230);
    expect(Math.max(...losses)).toBeLessThan(330);
  });

  test.each([8, 16, 32])('drifts, and %i lanes do not', (width) => {
    expect(Math.max(...lossesOf('oneSum', inLanes(width)))).toBeLessThan(14);
  });
});

test.each([
  [1, 32],
  [8, 29],
  [16, 26],
  [32, 20],
])('%i lanes lose some %i u of numbers meant for them', (width, loss) => {
  const losses = lossesOf('lanes', inLanes(width));
  expect(Math.min(...losses)).toBeGreaterThan(0.8 * loss);
  expect(Math.max(...losses)).toBeLessThan(1.2 * loss);
});

test('values have one sign, the count of the derivation and the kappa that was asked for', () => {
  for (const drift of ['oneSum', 'lanes'] as const) {
    for (const kappa of kappas) {
      const values = driftingValues(drift, kappa, randomFrom(9));
      const mean = values.reduce((a, b) => a + b, 0) / values.length;
      const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length;
      expect(values).toHaveLength(driftingCount);
      expect(values.every((x) => Math.sign(x) === Math.sign(mean))).toBe(true);
      // The standard error of sigma is 1.1 %, and the rounding to whole units adds 1/12 to a variance of 2.4 at least.
      const actual = Math.abs(mean) / Math.sqrt(variance);
      expect(actual).toBeGreaterThan(kappa * 0.94);
      expect(actual).toBeLessThan(kappa * 1.05);
    }
  }
});
