import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Case } from '../../spec/contract.ts';
import { shrink } from './shrink.ts';
import { simplerNumbers } from './simpler-numbers.ts';
import { fits, smallCases } from './testing/cases.ts';

const seed = 73;

/** A case as text in which -0 is not 0. */
function textOf(given: Case): string {
  return JSON.stringify(given, (_, value: unknown) => {
    if (!(value instanceof Float32Array)) return value;
    return Array.from(value, (x) => (Object.is(x, -0) ? '-0' : String(x)));
  });
}

describe('simpler numbers', () => {
  test('are valid cases of the same shape, in float32', () => {
    fc.assert(
      fc.property(smallCases, (given) => {
        for (const candidate of simplerNumbers(given)) {
          expect(candidate.shape).toBe(given.shape);
          expect(fits(candidate)).toBe(true);
          expect(Math.fround(candidate.epsilon)).toBe(candidate.epsilon);
        }
      }),
      { seed, numRuns: 15 },
    );
  });

  test('differ from the case in one field', () => {
    fc.assert(
      fc.property(smallCases, (given) => {
        for (const candidate of simplerNumbers(given)) {
          const names = Object.keys(given) as (keyof typeof given)[];
          expect(names.filter((name) => candidate[name] !== given[name])).toHaveLength(1);
        }
      }),
      { seed, numRuns: 15 },
    );
  });

  test('come to an end however often the simplest is taken, so that shrinking does', async () => {
    for (const given of fc.sample(smallCases, { seed, numRuns: 30 })) {
      let checks = 0;
      const budget = 20_000;
      const last = await shrink(
        given,
        async () => {
          checks += 1;
          return true;
        },
        budget,
      );
      expect(checks).toBeLessThan(budget);
      expect([...simplerNumbers(last)]).toEqual([]);
    }
  });

  test('never go round in a circle where only some are taken', async () => {
    for (const given of fc.sample(smallCases, { seed, numRuns: 30 })) {
      const seen = new Set<string>([textOf(given)]);
      const taken = await shrink(
        given,
        async (candidate) => {
          const text = textOf(candidate);
          if (text.length % 3 === 0) return false;
          expect(seen.has(text)).toBe(false);
          seen.add(text);
          return true;
        },
        3000,
      );
      expect(fits(taken)).toBe(true);
    }
  });
});
