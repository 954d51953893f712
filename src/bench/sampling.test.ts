import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callTime, samplingFor, takesPart } from './sampling.ts';

const options = { rounds: 11, budgetMs: 1000, longestCallMs: 5000 };

describe('the sampling of a subject', () => {
  test('makes a sample at least four milliseconds long, and no longer than that and a call', () => {
    fc.assert(
      fc.property(fc.double({ min: 2 ** -20, max: 10_000, noNaN: true }), (callMs) => {
        const { calls } = samplingFor(callMs, options);
        expect(calls * callMs).toBeGreaterThanOrEqual(4);
        expect((calls - 1) * callMs).toBeLessThan(4);
      }),
      { seed: 1 },
    );
  });

  test.each([
    ['a fast one', 0.001, { warmed: true, rounds: 11 }],
    ['one whose calls fill its budget early', 99, { warmed: true, rounds: 5 }],
    ['one with long calls', 200, { warmed: false, rounds: 5 }],
    ['a slow one', 900, { warmed: false, rounds: 3 }],
    ['one whose single call exceeds its budget', 1001, { warmed: false, rounds: 1 }],
  ])('gives %s its rounds', (_, callMs, expected) => {
    expect(samplingFor(callMs, options)).toMatchObject(expected);
  });
});

test('a subject takes part in as many rounds as it has, spread evenly', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(), (rounds, some) => {
      const taken = 1 + (some % rounds);
      const parts = Array.from({ length: rounds }, (_, round) => round).filter((round) =>
        takesPart(round, taken, rounds),
      );
      expect(parts).toHaveLength(taken);
      const gaps = parts.slice(1).map((round, k) => round - parts[k]!);
      expect(Math.max(0, ...gaps)).toBeLessThanOrEqual(Math.ceil(rounds / taken));
    }),
    { seed: 2 },
  );
});

describe('the time of a call', () => {
  test('is that of the calls after the slow first ones', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 2 ** -20, max: 50, noNaN: true }),
        fc.nat({ max: 500 }),
        async (callMs, slowCalls) => {
          let done = 0;
          const time = (calls: number) => {
            const slow = Math.max(0, Math.min(slowCalls - done, calls));
            done += calls;
            return (calls + 3 * slow) * callMs;
          };
          const found = await callTime(time);
          expect(found).toBeGreaterThanOrEqual(callMs * (1 - Number.EPSILON * 4));
          expect(found).toBeLessThanOrEqual(4 * callMs * (1 + Number.EPSILON * 4));
        },
      ),
      { seed: 3 },
    );
  });

  test('of a long call is taken from one', async () => {
    const asked: number[] = [];
    const time = (calls: number) => {
      asked.push(calls);
      return 300 * calls;
    };
    expect(await callTime(time)).toBe(300);
    expect(asked).toEqual([1]);
  });

  test('does not end at a timer that has not moved', async () => {
    const time = (calls: number) => Math.floor(calls / 1000);
    expect(await callTime(time)).toBe(0.001);
  });
});
