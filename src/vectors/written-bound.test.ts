import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { writtenBound } from './written-bound.ts';

const seed = 20150211;
const positive = fc.double({ min: Number.MIN_VALUE, max: 1e300, noNaN: true });

test('a written bound is never below the bound with its headroom, at most one percent above, and of three digits', () => {
  const property = fc.property(positive, fc.double({ noNaN: true }), (bound, expected) => {
    fc.pre(Math.abs(expected) <= bound && bound > 1e-300);
    const written = writtenBound(bound, expected);
    expect(written).toBeGreaterThanOrEqual(bound * (1 + 2 ** -20) + 2 ** -53 * Math.abs(expected));
    expect(written).toBeLessThanOrEqual(bound * 1.011);
    expect(Number(written.toPrecision(3))).toBe(written);
  });
  fc.assert(property, {
    seed,
    examples: [
      [9.99e-7, 0],
      [9.995e-7, 0],
      [1e23, 1],
      [1, 0],
    ],
  });
});

test.each([0, Number.NaN, Number.POSITIVE_INFINITY])('%d stays what it is', (bound) => {
  expect(writtenBound(bound, 3)).toBe(bound);
});
