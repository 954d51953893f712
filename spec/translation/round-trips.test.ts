import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inference } from '../../reference/inference.ts';
import type { Case } from '../contract.ts';
import { profileOf, profiles } from '../conventions.ts';
import {
  afterBatch,
  averageOf,
  cumulativeFactor,
  debiased,
  decayedSumOf,
  halfStepFactor,
  hiddenOf,
  windowedFactor,
} from './averages.ts';
import { checkpointFor } from './checkpoint.ts';
import { divisorOf, portedVariance } from './epsilon-placement.ts';
import { savedFromVariance, varianceFromSaved } from './saved-statistic.ts';
import { settingsFor, settingsFrom } from './settings.ts';
import { biasedFromCorrected, correctedFromBiased } from './variance-correction.ts';

const seed = 38_171;
const u = 2 ** -53;
/** Multiples of 2^-24 from 0 to 1: their distances from 1 are exact. */
const factors = fc.integer({ min: 0, max: 2 ** 24 }).map((k) => k * 2 ** -24);
const positive = fc.double({ min: 2 ** -20, max: 2 ** 20, noNaN: true });
const epsilons = fc.double({ min: 0, max: 1, noNaN: true });
const counts = fc.integer({ min: 2, max: 10 ** 6 });
const placed = fc.record({
  epsilon: epsilons,
  placement: fc.constantFrom('inside' as const, 'outside' as const),
});
const within = (actual: number, expected: number, bound: number) =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(bound);
const check = <T extends unknown[]>(property: fc.IProperty<T>) => fc.assert(property, { seed, numRuns: 300 });

describe.each(profiles)('from the specification to $title and back', (profile) => {
  test('settings are the same', () => {
    const axes = fc
      .integer({ min: 2, max: 5 })
      .chain((rank) => fc.tuple(fc.constant(rank), fc.nat(rank - 1)));
    check(
      fc.property(factors, epsilons, axes, (factor, epsilon, [rank, channelAxis]) => {
        const exponentialAverageFactor = profile.momentumMeaning === 'none' ? null : factor;
        const settings = { exponentialAverageFactor, epsilon, channelAxis };
        const own = settingsFor(profile, settings, rank);
        expect(settingsFrom(profile, own, rank)).toEqual(settings);
        expect(own.channelAxis < 0).toBe(profile.defaults.channelAxis < 0);
        if (profile.momentumMeaning === 'weight of old') expect(own.momentum).toBe(1 - factor);
      }),
    );
  });

  test('a checkpoint gives the same outputs there, and is the same when it comes back', () => {
    const other = profileOf(profile.conventions.epsilonPlacement === 'outside' ? 'pytorch' : 'darknet');
    check(
      fc.property(positive, positive, epsilons, (runningMean, variance, drawn) => {
        // No larger than the divisor, so that each variance has one that gives the same.
        const epsilon = Math.min(drawn, Math.sqrt(variance) / 2);
        const given = { epsilon, runningMean, runningVariance: variance };
        const there = checkpointFor(given, profile, other, epsilon);
        const back = checkpointFor(there, other, profile, epsilon);
        const s = divisorOf(variance, { epsilon, placement: profile.conventions.epsilonPlacement });
        // s is off by 3u; s^2 and the difference with epsilon round relative to s^2 (twice that: there and back), and outside the root
        // s - epsilon is at least s/2, whose relative error is then 8u at most and counts twice.
        within(back.runningVariance, variance, 64 * u * (s ** 2 + epsilon));
        const output = (at: typeof given, placement: typeof profile.conventions) =>
          inference(caseOf(at), placement).output[0]!;
        const y = output(given, profile.conventions);
        // (x - mean) is 1 here: the output is 1/s, off by half the relative error of s^2 and its own roundings.
        within(output(there, other.conventions), y, 64 * u * y);
      }),
    );
  });
});

function caseOf({ epsilon, runningVariance }: { epsilon: number; runningVariance: number }): Case {
  const one = Float64Array.of(1) as unknown as Float32Array;
  return {
    shape: [1, 1],
    channelAxis: 1,
    input: one,
    gradOutput: one,
    gamma: null,
    beta: null,
    runningMean: Float64Array.of(0) as unknown as Float32Array,
    runningVariance: Float64Array.of(runningVariance) as unknown as Float32Array,
    epsilon,
    exponentialAverageFactor: 0,
    variation: 0,
  };
}

test('a variance is corrected and taken back', () => {
  check(
    fc.property(positive, counts, fc.constantFrom(0, 2 ** -10, -(2 ** -10)), (variance, m, added) => {
      // Two quotients and two products; the divisor is the same on both sides.
      const there = correctedFromBiased(variance, m, added);
      within(biasedFromCorrected(there, m, added), variance, 5 * u * variance);
    }),
  );
  expect(correctedFromBiased(1, 2)).toBe(2);
  expect(() => correctedFromBiased(1, 1)).toThrow('1 elements give 0');
  expect(() => biasedFromCorrected(1, 0)).toThrow('0 elements give -1');
  expect(() => correctedFromBiased(1, 2, -1)).toThrow('2 elements give 0');
});

test('a variance is ported to another epsilon, and back', () => {
  check(
    fc.property(positive, placed, placed, (variance, from, to) => {
      const s = divisorOf(variance, from);
      if (to.placement === 'outside' && s / 2 < to.epsilon) return;
      const there = portedVariance(variance, from, to);
      within(divisorOf(there, to), s, 32 * u * (s + to.epsilon));
      within(portedVariance(there, to, from), variance, 256 * u * (s ** 2 + from.epsilon + to.epsilon));
    }),
  );
  const outside = { epsilon: 1, placement: 'outside' } as const;
  expect(() => portedVariance(0, { epsilon: 0.25, placement: 'inside' }, outside)).toThrow('0.5');
});

test('a saved statistic gives its variance back', () => {
  check(
    fc.property(
      positive,
      epsilons,
      fc.constantFrom('variance', 'standard deviation', 'invStd'),
      (v, epsilon, kind) => {
        const saved = savedFromVariance(kind, v, epsilon);
        // The sum, the root (halved by none: squaring doubles it), a quotient on either side, the square and the difference.
        within(varianceFromSaved(kind, saved, epsilon), v, 16 * u * (v + epsilon));
      },
    ),
  );
});

const statistics = fc.array(positive, { minLength: 1, maxLength: 8 });

test('cumulative, decayed and corrected averages of the same batches, each by its formula', () => {
  check(
    fc.property(statistics, fc.double({ min: 0.5, max: 0.999, noNaN: true }), (batches, decay) => {
      const n = batches.length;
      const largest = Math.max(...batches);
      const weights = batches.map((_, k) => decay ** (n - 1 - k));
      const total = weights.reduce((a, b) => a + b, 0);
      const expected = batches.reduce((a, x, k) => a + weights[k]! * x, 0) / total;
      const decayed = batches.reduce((sum, x) => afterBatch(sum, decay, x), { sum: 0, count: 0 });
      const factor = 1 - decay;
      const hidden = batches.reduce((old, x) => (1 - factor) * old + factor * x, 0);
      // n steps of 3 roundings each. The corrected average divides by 1 - decay^n, which is at least 1 - decay: 2^-10.
      within(averageOf(decayed), expected, 16 * n * u * largest);
      within(debiased(hidden, factor, n), expected, 2 ** 10 * 16 * n * u * largest);
      const mean = batches.reduce((old, x, k) => old + cumulativeFactor(k + 1) * (x - old), 0);
      within(mean, batches.reduce((a, b) => a + b, 0) / n, 16 * n * u * largest);
    }),
  );
});

test('averages go to their stored form and back', () => {
  check(
    fc.property(
      positive,
      fc.double({ min: 0.5, max: 0.999, noNaN: true }),
      fc.integer({ min: 1, max: 50 }),
      (x, decay, n) => {
        // The same factor multiplies and divides: two roundings.
        within(averageOf(decayedSumOf(x, decay, n)), x, 4 * u * x);
        within(debiased(hiddenOf(x, 1 - decay, n), 1 - decay, n), x, 4 * u * x);
      },
    ),
  );
  expect(decayedSumOf(3, 1, 4)).toEqual({ sum: 12, count: 4 });
  expect(averageOf({ sum: 0, count: 0 })).toBeNaN();
});

test('a window begins as a cumulative average', () => {
  expect([1, 2, 3, 4, 9].map((count) => windowedFactor(count, 4))).toEqual([1, 1 / 2, 1 / 3, 1 / 4, 1 / 4]);
  expect(() => cumulativeFactor(0)).toThrow('counted from 1, not 0');
});

test('two updates with the factor of a half step move as far as one', () => {
  check(
    fc.property(factors, (a) => {
      const half = halfStepFactor(a);
      within(1 - (1 - half) ** 2, a, 8 * u);
    }),
  );
});
