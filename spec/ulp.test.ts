import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dtype } from './contract.ts';
import { ulpDistance, ulpSize } from './ulp.ts';

interface Format {
  readonly dtype: Dtype;
  readonly smallest: number;
  readonly largest: number;
  readonly numbers: fc.Arbitrary<number>;
  /** The number that is `steps` numbers above zero. */
  readonly fromZero: (steps: bigint) => number;
  readonly lastFinite: bigint;
}

const view = new DataView(new ArrayBuffer(8));

const float32: Format = {
  dtype: 'float32',
  smallest: 2 ** -149,
  largest: (2 - 2 ** -23) * 2 ** 127,
  numbers: fc.float({ noNaN: true }),
  fromZero: (steps) => {
    view.setUint32(0, Number(steps < 0n ? -steps : steps));
    return steps < 0n ? -view.getFloat32(0) : view.getFloat32(0);
  },
  lastFinite: 0x7f7f_ffffn,
};

const float64: Format = {
  dtype: 'float64',
  smallest: 5e-324,
  largest: Number.MAX_VALUE,
  numbers: fc.double({ noNaN: true }),
  fromZero: (steps) => {
    view.setBigUint64(0, steps < 0n ? -steps : steps);
    return steps < 0n ? -view.getFloat64(0) : view.getFloat64(0);
  },
  lastFinite: 0x7fef_ffff_ffff_ffffn,
};

const settings = { seed: 20_261, numRuns: 1000 };

describe.each([float32, float64])(
  'ulps of $dtype',
  ({ dtype, smallest, largest, numbers, fromZero, lastFinite }) => {
    const distance = (a: number, b: number) => ulpDistance(a, b, dtype);
    const steps = fc.bigInt({ min: -lastFinite - 1n, max: lastFinite + 1n });

    it('is the difference of the positions on the line of all numbers, across zero and up to infinity', () => {
      fc.assert(
        fc.property(steps, steps, (i, j) => {
          const apart = Number(i < j ? j - i : i - j);
          expect(distance(fromZero(i), fromZero(j))).toBe(apart);
        }),
        settings,
      );
    });

    it('counts single steps exactly wherever they start', () => {
      fc.assert(
        fc.property(steps, fc.bigInt({ min: 0n, max: 100n }), (start, count) => {
          const end = start > 0n ? start - count : start + count;
          expect(distance(fromZero(start), fromZero(end))).toBe(Number(count));
        }),
        settings,
      );
    });

    it('is symmetric, and zero exactly for equal numbers', () => {
      fc.assert(
        fc.property(numbers, numbers, (a, b) => {
          expect(distance(a, b)).toBe(distance(b, a));
          expect(distance(a, a)).toBe(0);
          expect(distance(a, b) === 0).toBe(a === b);
        }),
        settings,
      );
    });

    it('grows with the interval, and adds up over neighbouring intervals', () => {
      fc.assert(
        fc.property(numbers, numbers, numbers, (x, y, z) => {
          const [low, middle, high] = Float64Array.of(x, y, z).sort();
          const parts = distance(low!, middle!) + distance(middle!, high!);
          expect(distance(low!, high!)).toBeGreaterThanOrEqual(distance(low!, middle!));
          expect(distance(low!, high!)).toBeGreaterThanOrEqual(distance(middle!, high!));
          // Each of the three float64 distances may have been rounded, by at most 2^-53 of itself.
          expect(Math.abs(distance(low!, high!) - parts)).toBeLessThanOrEqual(2 ** -51 * parts);
          expect(distance(x, z)).toBeLessThanOrEqual((distance(x, y) + distance(y, z)) * (1 + 2 ** -51));
        }),
        settings,
      );
    });

    it('puts the two zeros together and the two smallest numbers 2 apart', () => {
      expect(distance(0, -0)).toBe(0);
      expect(distance(-smallest, smallest)).toBe(2);
      expect(distance(-0, smallest)).toBe(1);
      expect(distance(0, -smallest)).toBe(1);
    });

    it('puts infinity next to the largest number and far from the other infinity', () => {
      expect(distance(largest, Number.POSITIVE_INFINITY)).toBe(1);
      expect(distance(-largest, Number.NEGATIVE_INFINITY)).toBe(1);
      expect(distance(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)).toBe(2 * Number(lastFinite + 1n));
    });

    it('lets NaN equal only NaN', () => {
      expect(distance(Number.NaN, Number.NaN)).toBe(0);
      fc.assert(
        fc.property(numbers, (a) => {
          expect(distance(a, Number.NaN)).toBe(Number.POSITIVE_INFINITY);
          expect(distance(Number.NaN, a)).toBe(Number.POSITIVE_INFINITY);
        }),
        settings,
      );
    });

    it('has a size that is one step away from zero', () => {
      fc.assert(
        fc.property(fc.bigInt({ min: 0n, max: lastFinite - 1n }), (i) => {
          const gap = fromZero(i + 1n) - fromZero(i);
          expect(ulpSize(fromZero(i), dtype)).toBe(gap);
          expect(ulpSize(-fromZero(i), dtype)).toBe(gap);
        }),
        settings,
      );
    });

    it('has sizes for zero, the subnormals, the largest number, infinity and NaN', () => {
      expect(ulpSize(0, dtype)).toBe(smallest);
      expect(ulpSize(-smallest, dtype)).toBe(smallest);
      expect(ulpSize(largest, dtype)).toBe(largest - fromZero(lastFinite - 1n));
      expect(ulpSize(Number.NEGATIVE_INFINITY, dtype)).toBe(Number.POSITIVE_INFINITY);
      expect(ulpSize(Number.NaN, dtype)).toBeNaN();
    });
  },
);

describe('ulps of float32', () => {
  it('rounds its arguments to float32 first', () => {
    expect(ulpDistance(0.1, Math.fround(0.1), 'float32')).toBe(0);
    expect(ulpDistance(1, 1 + 2 ** -23, 'float32')).toBe(1);
    expect(ulpDistance(1, 1 + 2 ** -23, 'float64')).toBe(2 ** 29);
    expect(ulpSize(1, 'float32')).toBe(2 ** -23);
    expect(ulpSize(1, 'float64')).toBe(2 ** -52);
  });
});
