import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cases } from './arbitraries/cases.ts';
import { randomFrom } from './arbitraries/random.ts';
import { cycleOf, gathered, permutationOf, rearranged } from './rearrange.ts';

const seed = 5;

describe('a permutation', () => {
  test('holds each number below n once, and is the same for the same seed', () => {
    fc.assert(
      fc.property(fc.nat({ max: 60 }), fc.nat(), (n, from) => {
        const order = permutationOf(n, randomFrom(from));
        expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
        expect(permutationOf(n, randomFrom(from))).toEqual(order);
      }),
      { seed },
    );
  });

  test('is any arrangement of four equally often', () => {
    const counts = new Map<string, number>();
    const random = randomFrom(1);
    const draws = 24 * 200;
    for (let k = 0; k < draws; k++) {
      const name = permutationOf(4, random).join();
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    // Each count is binomial with mean 200 and deviation below 14.2: five deviations to either side.
    for (const count of counts.values()) expect(Math.abs(count - 200)).toBeLessThan(71);
  });
});

describe('a cycle', () => {
  test('goes through all numbers below n before it comes back, so that none stays', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(), (n, from) => {
        const order = cycleOf(n, randomFrom(from));
        let at = 0;
        for (let steps = 1; steps < n; steps++) {
          at = order[at]!;
          expect(at).not.toBe(0);
        }
        expect(order[at]).toBe(0);
        expect(cycleOf(n, randomFrom(from))).toEqual(order);
      }),
      { seed },
    );
  });

  test('is each of the six cycles of four equally often', () => {
    const counts = new Map<string, number>();
    const random = randomFrom(2);
    for (let k = 0; k < 6 * 200; k++) {
      const name = cycleOf(4, random).join();
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    // Each count is binomial with mean 200 and deviation below 12.91: five deviations to either side.
    for (const count of counts.values()) expect(Math.abs(count - 200)).toBeLessThan(65);
  });
});

describe('a rearranged case', () => {
  const smallCases = cases({ maxElements: 120 });

  test('takes each input and its gradient from the same place, and leaves everything else', () => {
    fc.assert(
      fc.property(smallCases, (given) => {
        const from = permutationOf(given.input.length, randomFrom(given.variation));
        const moved = rearranged(given, from);
        from.forEach((source, at) => {
          expect(moved.input[at]).toBe(given.input[source]);
          expect(moved.gradOutput[at]).toBe(given.gradOutput[source]);
        });
        expect({ ...moved, input: given.input, gradOutput: given.gradOutput }).toEqual(given);
      }),
      { seed },
    );
  });

  test('goes back by the inverse permutation', () => {
    fc.assert(
      fc.property(smallCases, (given) => {
        const from = permutationOf(given.input.length, randomFrom(given.variation));
        const back = from.map((_, at) => from.indexOf(at));
        expect(rearranged(rearranged(given, from), back)).toEqual(given);
      }),
      { seed },
    );
  });

  test('may have another shape and channel axis', () => {
    const given = fc.sample(smallCases, { seed, numRuns: 1 })[0]!;
    const n = given.input.length;
    const order = permutationOf(n, randomFrom(1));
    const moved = rearranged(given, order, [n, 1], 1);
    expect([moved.shape, moved.channelAxis]).toEqual([[n, 1], 1]);
    expect(moved.input).toEqual(gathered(given.input, order));
  });
});

test('gathering keeps the type of the array and may repeat entries', () => {
  expect(gathered(Float32Array.of(1, 2, 3), [2, 0, 2])).toEqual(Float32Array.of(3, 1, 3));
  expect(gathered(Float64Array.of(1, 2), [1, 1])).toEqual(Float64Array.of(2, 2));
});
