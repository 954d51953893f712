import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Case } from '../contract.ts';
import { cases } from './cases.ts';
import { nearbyCase } from './nearby-case.ts';
import { randomFrom } from './random.ts';

const given = fc.sample(cases({ epsilon: 'any', maxElements: 60 }), { seed: 4, numRuns: 400 });
const arrays = ['input', 'gradOutput', 'gamma', 'beta', 'runningMean', 'runningVariance'] as const;

/** Entries that differ, by array. */
function changes(one: Case, other: Case): Record<string, number> {
  const count = (name: (typeof arrays)[number]) =>
    one[name] === other[name] ? 0 : one[name]!.filter((x, i) => !Object.is(x, other[name]![i])).length;
  return Object.fromEntries(arrays.map((name) => [name, count(name)]));
}

describe('a nearby case', () => {
  test('differs in at most one entry of each array, and keeps shape, layout and what is absent', () => {
    const random = randomFrom(1);
    const changed = given.map((one) => [one, nearbyCase(one, random)] as const);
    for (const [one, other] of changed) {
      const { shape, channelAxis, variation } = one;
      expect(other).toMatchObject({ shape, channelAxis, variation });
      for (const name of arrays) {
        expect(other[name] === null).toBe(one[name] === null);
        expect(other[name]?.length).toBe(one[name]?.length);
      }
      for (const count of Object.values(changes(one, other))) expect(count).toBeLessThanOrEqual(1);
    }
    const touched = arrays.filter((name) => changed.some(([one, other]) => changes(one, other)[name] === 1));
    expect(touched).toEqual(arrays);
  });

  test('holds finite float32 numbers, positive variances, and epsilon and the factor between 0 and 1', () => {
    const random = randomFrom(2);
    for (const one of given) {
      const other = nearbyCase(one, random);
      for (const name of arrays) expect(other[name]?.every(Number.isFinite) ?? true).toBe(true);
      expect(other.runningVariance.every((x, i) => x > 0 === one.runningVariance[i]! > 0)).toBe(true);
      for (const name of ['epsilon', 'exponentialAverageFactor'] as const) {
        expect(Math.fround(other[name])).toBe(other[name]);
        expect(other[name] === 0).toBe(one[name] === 0);
        expect(other[name] === 1).toBe(one[name] === 1);
        expect(other[name]).toBeLessThanOrEqual(1);
      }
    }
  });

  test('leaves NaN, infinities and empty batches as they are', () => {
    const random = randomFrom(3);
    const special = Float32Array.of(
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.NaN,
    );
    const hard: Case = { ...given[0]!, shape: [2, 2], channelAxis: 1, input: special, gradOutput: special };
    const empty: Case = {
      ...hard,
      shape: [0, 2],
      input: new Float32Array(0),
      gradOutput: new Float32Array(0),
    };
    for (let i = 0; i < 100; i++) {
      expect(nearbyCase(hard, random).input).toEqual(special);
      expect(nearbyCase(empty, random).input).toHaveLength(0);
    }
  });
});
