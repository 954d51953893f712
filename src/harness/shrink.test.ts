import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cases } from '../../spec/arbitraries/cases.ts';
import type { Case } from '../../spec/contract.ts';
import { layoutOf } from '../../spec/layout.ts';
import { shrink } from './shrink.ts';
import { fits } from './testing/cases.ts';

const seed = 79;
const drawn = fc.sample(cases({ gamma: 'present', maxElements: 400 }), { seed, numRuns: 120 });

type Predicate = (given: Case) => boolean;

const planted: Readonly<Record<string, Predicate>> = {
  'one large element': ({ input }) => input.some((x) => Math.abs(x) > 3),
  'a negative gamma': ({ gamma }) => gamma?.some((x) => x < 0) ?? false,
  'three elements in a channel': ({ shape, channelAxis }) => layoutOf(shape, channelAxis).m >= 3,
  'two channels of two elements': ({ shape, channelAxis }) =>
    shape[channelAxis]! >= 2 && layoutOf(shape, channelAxis).m >= 2,
  'an epsilon below 1/1000': ({ epsilon }) => epsilon < 2 ** -10,
  'more than 64 elements in a channel': ({ shape, channelAxis }) => layoutOf(shape, channelAxis).m > 64,
};

/** How many channels and elements show each fault at least. */
const smallest: Readonly<Record<string, readonly [number, number]>> = {
  'one large element': [1, 1],
  'a negative gamma': [1, 1],
  'three elements in a channel': [1, 3],
  'two channels of two elements': [2, 4],
  'an epsilon below 1/1000': [1, 1],
  'more than 64 elements in a channel': [1, 65],
};

const shrunk = (given: Case, predicate: Predicate, budget = 1000) =>
  shrink(given, async (candidate) => predicate(candidate), budget);

describe.each(Object.keys(planted))('shrinking a case that fails by %s', (name) => {
  const failing = drawn.filter(planted[name]!).slice(0, 12);

  test('reaches the fewest channels and elements that fail, and a valid case that does', async () => {
    expect(failing.length).toBeGreaterThan(5);
    for (const given of failing) {
      const found = await shrunk(given, planted[name]!);
      expect(planted[name]!(found)).toBe(true);
      expect(fits(found)).toBe(true);
      expect([found.shape[found.channelAxis], found.input.length]).toEqual(smallest[name]);
    }
  });

  test('gives the same for the same case', async () => {
    const [given] = failing;
    expect(await shrunk(given!, planted[name]!)).toEqual(await shrunk(given!, planted[name]!));
  });
});

describe('shrinking', () => {
  test('never makes more checks than its budget, and still ends on a failing case', async () => {
    for (const budget of [0, 1, 7, 40]) {
      for (const given of drawn.slice(0, 20)) {
        let checks = 0;
        const predicate: Predicate = (candidate) => candidate.variation === given.variation;
        const found = await shrink(
          given,
          async (candidate) => {
            checks += 1;
            return predicate(candidate);
          },
          budget,
        );
        expect(checks).toBeLessThanOrEqual(budget);
        expect(predicate(found)).toBe(true);
        if (budget === 0) expect(found).toBe(given);
      }
    }
  });

  test('keeps a case of which nothing simpler fails', async () => {
    const given = drawn[0]!;
    expect(await shrink(given, async () => false, 1000)).toBe(given);
  });

  test('ends on friendly numbers where any would do', async () => {
    const given = drawn.find(({ shape }) => shape.length > 2)!;
    const found = await shrunk(given, () => true);
    expect(found).toMatchObject({ shape: [1, 1], channelAxis: 1, gamma: null, beta: null, variation: 0 });
    expect([found.epsilon, found.exponentialAverageFactor]).toEqual([1, 0.5]);
    expect([...found.input]).toEqual([0]);
  });
});
