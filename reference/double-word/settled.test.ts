import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dtype } from '../../spec/contract.ts';
import { correctlyRounded } from '../oracle/correct-rounding.ts';
import { Exact, exactDecimal } from '../oracle/exact-decimal.ts';
import { fraction } from '../oracle/surd.ts';
import { settledIn } from './settled.ts';

const seed = 20150211;
const dtypes = ['float32', 'float64'] as const;

/** high, on or near the middle of two numbers of either format; low, in its last places or far below; a small radius. */
const enclosure = fc
  .tuple(
    fc.constantFrom(-1, 1),
    fc.bigInt({ min: 2n ** 25n, max: 2n ** 26n - 1n }),
    fc.constantFrom(0, 2 ** -26, -(2 ** -26), 2 ** -27),
    fc.constantFrom(0, 2 ** -53, -(2 ** -53), 2 ** -80, -(2 ** -105)),
    fc.constantFrom(0, 2 ** -60, 2 ** -100, 2 ** -110),
    fc.integer({ min: -180, max: 103 }),
  )
  .map(([sign, significand, middle, low, radius, exponent]) => {
    const scale = sign * 2 ** exponent;
    const high = Number(significand);
    return {
      high: (high + middle * high) * scale,
      low: low * high * scale,
      radius: radius * high * Math.abs(scale),
    };
  });

function roundedExactly(high: number, low: number, distance: number, dtype: Dtype): number {
  const sum = exactDecimal(high).plus(exactDecimal(low)).plus(exactDecimal(distance));
  return correctlyRounded(fraction(sum, new Exact(1)), dtype);
}

describe.each(dtypes)('settling in %s', (dtype) => {
  const settled = settledIn(dtype);

  it('gives the nearest number of everything within the radius, or NaN', () => {
    let decided = 0;
    const part = fc.constantFrom(-1, -0.5, 0, 0.25, 1);
    const property = fc.property(enclosure, part, ({ high, low, radius }, share) => {
      const result = settled(high, low, radius);
      if (Number.isNaN(result)) return;
      decided++;
      expect(result).toBe(roundedExactly(high, low, share * radius, dtype));
    });
    fc.assert(property, { seed, numRuns: 500 });
    expect(decided).toBeGreaterThan(200);
  });

  it('decides everything that is known exactly, ties included', () => {
    const property = fc.property(enclosure, ({ high, low }) => {
      const overflowing = dtype === 'float32' && Math.abs(high) >= 2 ** 127;
      if (!overflowing) expect(settled(high, low, 0)).toBe(roundedExactly(high, low, 0, dtype));
    });
    fc.assert(property, { seed, numRuns: 300 });
    expect(settled(-0, -0, 0)).toBe(0);
  });

  it('does not decide by an end of the interval that is itself rounded', () => {
    // The middle of 1 and its lower neighbour lies 2^-160 within the interval, which is less than float64 has beside 2^-54.
    const [middle, low, radius] =
      dtype === 'float64'
        ? [0, -(2 ** -54) * (1 - 2 ** -53), 2 ** -107 + 2 ** -159]
        : [-(2 ** -25), -(2 ** -80) * (1 - 2 ** -53), 2 ** -80];
    const high = 1 + middle;
    const result = settled(high, low, radius);
    for (const share of [-1, 1]) {
      if (!Number.isNaN(result)) expect(result).toBe(roundedExactly(high, low, share * radius, dtype));
    }
    expect(settled(1, 0, 2 ** -90)).toBe(1);
  });

  it('decides nothing of what is not known', () => {
    expect(settled(1, 0, Number.POSITIVE_INFINITY)).toBeNaN();
    expect(settled(1, 0, Number.NaN)).toBeNaN();
    expect(settled(1, 0, 2 ** -23)).toBeNaN();
  });
});
