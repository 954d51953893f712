import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ratioOf } from '../../spec/compare.ts';
import { ratioWithin } from './ratio-within.ts';

const seed = 20150211;
const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;
const largest = (2 - 2 ** -23) * 2 ** 127;

test('the rule of the vectors gives the verdicts of the suite, but for the headroom that is in written bounds', () => {
  const number = fc.oneof(fc.float(), fc.constantFrom(0, -0, nan, infinity, -infinity, largest, -largest));
  const bound = fc.oneof(fc.float({ min: 0, noNaN: true }), fc.constantFrom(0, infinity, 2 ** 104));
  const near = fc.tuple(number, fc.integer({ min: -3, max: 3 })).map(([x, k]) => [x, x * (1 + k * 2 ** -23)]);
  const pairs = fc.oneof(fc.tuple(number, number), near) as fc.Arbitrary<[number, number]>;
  const property = fc.property(pairs, bound, ([actual, expected], allowed) => {
    const [ours, theirs] = [
      ratioWithin(actual, expected, allowed),
      ratioOf(actual, expected, allowed, largest),
    ];
    if (theirs > 1) expect(ours).toBeGreaterThan(1);
    // The suite adds 2^-53 of the expected value to its bound, and 2^-20 of the bound.
    const headroom = 2 ** -20 * allowed + 2 ** -53 * Math.abs(expected);
    if (ours > 1 && theirs <= 1) expect(Math.abs(actual - expected) - allowed).toBeLessThanOrEqual(headroom);
    expect(ours).not.toBeNaN();
  });
  fc.assert(property, { seed, numRuns: 3000 });
});

test.each([
  [nan, 1, 1e9, infinity],
  [1, nan, 1e9, infinity],
  [nan, nan, 0, 0],
  [-0, 0, 0, 0],
  [5, 1, infinity, 0],
  [5, 1, nan, infinity],
  [nan, 1, nan, 0],
  [infinity, 1, nan, 0],
  [infinity, largest, 2 ** 104, 0],
  [-infinity, largest, 2 ** 104, infinity],
  [infinity, 1, 2, infinity],
  [3, 1, 1, 2],
  [1, 1, 0, 0],
  [2, 1, 0, infinity],
])('%d where %d is expected, with the bound %d, is off by %d bounds', (actual, expected, bound, ratio) => {
  expect(ratioWithin(actual, expected, bound)).toBe(ratio);
});
