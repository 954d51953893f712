import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { simplestIn } from './simplest-number.ts';

const around = (value: number, relative: number) => ({
  low: value * (1 - relative),
  high: value * (1 + relative),
});

test.each([
  [1e-5, 2 ** -20],
  [Math.fround(1e-5), 2 ** -20],
  [1.001e-5, 2 ** -20],
  [2 ** -10, 2 ** -20],
  [Math.fround(0.1), 2 ** -50],
])('finds %d as somebody would write it, within a share of %d', (value, relative) => {
  const found = simplestIn(around(value, relative));
  expect(found === value || Math.fround(found) === value).toBe(true);
});

test('stays in the interval', () => {
  const value = fc.double({ min: 1e-20, max: 1, noNaN: true });
  fc.assert(
    fc.property(value, fc.integer({ min: 10, max: 50 }), (x, bits) => {
      const { low, high } = around(x, 2 ** -bits);
      const found = simplestIn({ low, high });
      expect(found >= low && found <= high).toBe(true);
    }),
    { seed: 64 },
  );
});
