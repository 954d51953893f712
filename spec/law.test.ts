import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arithmeticOf } from './bounds/arithmetic.ts';
import { lawHolds, ownRounding } from './law.ts';
import type { Context } from './property.ts';

const seed = 43;
const context = { arithmetic: arithmeticOf('float32') } as Context;
const infinity = Number.POSITIVE_INFINITY;

/** The verdict on one pair of values. */
function verdictOn(actual: number, expected: number, bounds: readonly number[], own?: number) {
  return lawHolds(
    context,
    'output',
    'the two agree',
    Float64Array.of(actual),
    Float64Array.of(expected),
    bounds.map((bound) => [bound]),
    own === undefined ? undefined : [own],
  ).verdict;
}

describe('a law between two results', () => {
  test('holds up to the sum of the bounds and fails beyond it', () => {
    const small = fc.integer({ min: 1, max: 100 });
    fc.assert(
      fc.property(small, small, small, fc.constantFrom(-1, 1), (a, b, own, sign) => {
        expect(verdictOn(sign * (a + b + own), 0, [a, b], own)).toBe('passed');
        expect(verdictOn(sign * (a + b + own) * (1 + 2 ** -18), 0, [a, b], own)).toBe('failed');
        expect(verdictOn(sign * (a + b) * (1 + 2 ** -18), 0, [a, b])).toBe('failed');
      }),
      { seed },
    );
  });

  test('proves nothing where one of the bounds is infinite, whatever the law itself rounds', () => {
    for (const own of [0, 1, infinity, Number.NaN]) {
      expect(verdictOn(Number.NaN, infinity, [1, infinity], own)).toBe('vacuous');
    }
  });

  test('fails for a result that is not finite under finite bounds', () => {
    for (const result of [Number.NaN, infinity, -infinity]) {
      const own = ownRounding(2, Math.abs(result));
      expect(verdictOn(result, 1, [1, 1], own)).toBe('failed');
      expect(verdictOn(1, result, [1, 1], own)).toBe('failed');
    }
  });
});
