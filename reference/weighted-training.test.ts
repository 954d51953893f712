import fc from 'fast-check';
import { expect, test } from 'vitest';
import { profileOf } from '../spec/conventions.ts';
import { training } from './training.ts';
import { weightedGradInput, weightedTraining } from './weighted-training.ts';
import { trainingGradient } from './training-gradient.ts';

const seed = 30_161;
const paper = profileOf('paper').conventions;
/** Small multiples of a power of two: sums of them, and of their squares, are exact. */
const dyadic = fc.integer({ min: -64, max: 64 }).map((k) => k / 4);

const masked = fc
  .array(fc.tuple(dyadic, fc.constantFrom(0, 1), dyadic), { minLength: 1, maxLength: 16 })
  .filter((all) => all.some(([, weight]) => weight === 1));

const caseOf = (x: readonly number[], g: readonly number[]) => ({
  shape: [x.length, 1],
  channelAxis: 1,
  input: Float32Array.from(x),
  gradOutput: Float32Array.from(g),
  gamma: Float32Array.of(3),
  beta: Float32Array.of(-2),
  runningMean: Float32Array.of(0),
  runningVariance: Float32Array.of(1),
  epsilon: 0.5,
  exponentialAverageFactor: 1,
  variation: 0,
});

const channelOf = (all: readonly (readonly [number, number, number])[]) => ({
  input: all.map(([x]) => x),
  weights: all.map(([, w]) => w),
  gamma: 3,
  beta: -2,
  epsilon: 0.5,
});

/**
 * Two evaluations of the same formula from inputs below 2^5 and gradients below 2^5, m <= 16: each rounds fewer than 32 times quantities
 * that are at most gamma r (|g| + sum|g| + |z| sum|g z|) <= 3 sqrt(2) 2^5 (1 + 16 + 16^2) < 2^16, since |z| <= 4.
 */
const apart = 2 * 32 * 2 ** -53 * 2 ** 16;

test('a masked batch has the statistics and outputs of the elements that count', () => {
  fc.assert(
    fc.property(masked, (all) => {
      const counting = all.filter(([, w]) => w === 1);
      const x = counting.map(([value]) => value);
      const expected = training(caseOf(x, x), paper);
      const actual = weightedTraining(channelOf(all));
      expect(actual.count).toBe(x.length);
      expect(Math.abs(actual.batchMean - expected.batchMean[0]!)).toBeLessThanOrEqual(apart);
      expect(Math.abs(actual.batchVariance - expected.batchVariance[0]!)).toBeLessThanOrEqual(apart);
      const kept = Array.from(actual.output).filter((_, j) => all[j]![1] === 1);
      kept.forEach((y, j) => {
        expect(Math.abs(y - expected.output[j]!)).toBeLessThanOrEqual(apart);
      });
    }),
    { seed, numRuns: 200 },
  );
});

test('where the outputs that do not count are not used, so has its gradient', () => {
  fc.assert(
    fc.property(masked, (all) => {
      const counting = all.filter(([, w]) => w === 1);
      const given = caseOf(
        counting.map(([x]) => x),
        counting.map(([, , g]) => g),
      );
      const expected = trainingGradient(given, paper).gradInput;
      const used = all.map(([, w, g]) => w * g);
      const actual = weightedGradInput(channelOf(all), used);
      const kept = Array.from(actual).filter((_, j) => all[j]![1] === 1);
      kept.forEach((d, j) => {
        expect(Math.abs(d - expected[j]!)).toBeLessThanOrEqual(apart);
      });
      all.forEach(([, w], j) => {
        if (w === 0) expect(Math.abs(actual[j]!)).toBe(0);
      });
    }),
    { seed, numRuns: 200 },
  );
});

test('the gradient is that of the outputs that do not count, too', () => {
  const channel = { input: [1, 3, 10], weights: [1, 1, 0], gamma: 8, beta: 0, epsilon: 3 };
  const g = [1, 0, 2];
  const loss = (input: readonly number[]) =>
    weightedTraining({ ...channel, input }).output.reduce((a, y, j) => a + y * g[j]!, 0);
  const gradient = weightedGradInput(channel, g);
  // A central difference of a smooth loss whose third derivative is below 2^9 here: h^2/6 times it, and 2^9 u / h of rounding.
  const h = 2 ** -16;
  const bound = 2 ** 9 * (h ** 2 / 6 + 2 ** -53 / h);
  channel.input.forEach((x, j) => {
    const at = (by: number) => channel.input.map((value, k) => (k === j ? x + by : value));
    const difference = (loss(at(h)) - loss(at(-h))) / (2 * h);
    expect(Math.abs(difference - gradient[j]!)).toBeLessThanOrEqual(bound);
  });
});

test('what does not count may be NaN, and nothing that counts gives NaN', () => {
  const channel = { input: [1, Number.NaN, 3], weights: [1, 0, 1], gamma: 1, beta: 0, epsilon: 0 };
  expect(Array.from(weightedTraining(channel).output)).toEqual([-1, Number.NaN, 1]);
  expect(weightedTraining({ ...channel, weights: [0, 0, 0] }).batchMean).toBeNaN();
});
