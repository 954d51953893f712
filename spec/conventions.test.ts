import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { referenceOracle } from '../reference/batch-norm.ts';
import type { Case } from './contract.ts';
import { factorOfMomentum, momentumOfFactor, profileOf, profiles } from './conventions.ts';

const values = (length: number, slope: number) =>
  Float32Array.from({ length }, (_, j) => Math.sin(slope * (j + 1)) + slope);

const plain: Case = {
  shape: [3, 2, 2],
  channelAxis: 1,
  input: values(12, 1),
  gradOutput: values(12, 2),
  gamma: values(2, 3),
  beta: values(2, 4),
  runningMean: values(2, 5),
  runningVariance: Float32Array.of(0.5, 2),
  epsilon: 0.125,
  exponentialAverageFactor: 0.25,
  variation: 0,
};

test('ids are unique and in kebab-case', () => {
  expect(new Set(profiles.map(({ id }) => id)).size).toBe(profiles.length);
  for (const { id } of profiles) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
});

test('an unknown id is refused with the known ones', () => {
  expect(() => profileOf('torch')).toThrow(/no profile has the id "torch"; there are paper, pytorch, /);
});

describe.each(profiles)('$id', (profile) => {
  const { conventions, defaults, sources, unverified, notes, momentumMeaning } = profile;

  test('is found by its id, and has sources and notes', () => {
    expect(profileOf(profile.id)).toBe(profile);
    expect(sources.length).toBeGreaterThan(0);
    expect(notes).toMatch(/^[A-Za-z].*\.$/);
  });

  test('has defaults that float32 holds, from 0 to 1', () => {
    for (const value of [defaults.epsilon, defaults.exponentialAverageFactor]) {
      if (value === null) continue;
      expect(Math.fround(value)).toBe(value);
      expect(value).toBeGreaterThan(0);
      expect(value).toBeLessThan(1);
    }
    expect(Number.isInteger(defaults.channelAxis)).toBe(true);
  });

  test('marks as unverified only fields that there are', () => {
    const fields = [...Object.keys(conventions), ...Object.keys(defaults)];
    for (const name of unverified) expect(fields).toContain(name);
  });

  test('gives numbers on a plain case, by the reference', () => {
    const given = { ...plain, epsilon: defaults.epsilon ?? plain.epsilon };
    const results = [
      referenceOracle.training(given, conventions),
      referenceOracle.inference(given, conventions),
      referenceOracle.trainingGradient(given, conventions),
      referenceOracle.inferenceGradient(given, conventions),
    ];
    for (const array of results.flatMap((result) => Object.values(result) as Float64Array[])) {
      expect(array.length).toBeGreaterThan(0);
      for (const x of array) expect(Number.isFinite(x)).toBe(true);
    }
  });

  test('converts a momentum there and back', () => {
    if (momentumMeaning === 'none') {
      expect(() => factorOfMomentum(momentumMeaning, 0.5)).toThrow(RangeError);
      return;
    }
    // Multiples of 2^-24, whose distance from 1 is one too: nothing is rounded.
    const factors = fc.integer({ min: 0, max: 2 ** 24 }).map((k) => k * 2 ** -24);
    fc.assert(
      fc.property(factors, (a) => {
        expect(factorOfMomentum(momentumMeaning, momentumOfFactor(momentumMeaning, a))).toBe(a);
      }),
      { seed: 11, numRuns: 200 },
    );
    expect(factorOfMomentum(momentumMeaning, 0.75)).toBe(momentumMeaning === 'weight of new' ? 0.75 : 0.25);
  });
});

test.each([-0.1, 1.1, Number.NaN])('a momentum of %d is refused', (value) => {
  expect(() => factorOfMomentum('weight of new', value)).toThrow(`a momentum is from 0 to 1, not ${value}`);
});
