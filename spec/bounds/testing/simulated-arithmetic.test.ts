import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { correctlyRounded } from '../../../reference/oracle/correct-rounding.ts';
import { Exact, exactDecimal } from '../../../reference/oracle/exact-decimal.ts';
import { fraction } from '../../../reference/oracle/surd.ts';
import { float32, simulatedFormats } from './simulated-arithmetic.ts';

const seed = 1985;

/** Of 24 bits, and of so few that sums often lie on or near the middle of two numbers. */
const number = fc
  .tuple(
    fc.constantFrom(-1, 1),
    fc.oneof(fc.integer({ min: 0, max: 2 ** 24 - 1 }), fc.integer({ min: 0, max: 9 })),
    fc.integer({ min: -30, max: 8 }),
  )
  .map(([sign, significand, exponent]) => sign * significand * 2 ** exponent);

/** A product and a third number far below or beside a middle of its neighbours, where rounding twice goes wrong. */
const nearMiddle = fc
  .tuple(
    fc.integer({ min: 2 ** 23, max: 2 ** 24 - 1 }),
    fc.integer({ min: -90, max: 0 }),
    fc.constantFrom(-1, 1),
  )
  .map(
    ([significand, exponent, sign]) => [significand + 0, 2 ** exponent * sign, 2 * significand + 1] as const,
  )
  .map(([a, small, c]) => ({ a: 2 ** -20, b: small * (a | 1), c: Math.fround(c * 2 ** 12) }));

function exactly(a: number, b: number, c: number): number {
  const sum = exactDecimal(a).times(exactDecimal(b)).plus(exactDecimal(c));
  return correctlyRounded(fraction(sum, new Exact(1)), 'float32');
}

describe('the simulated a b + c', () => {
  const fma = float32.fma!;

  test('is the exact one, rounded once, for numbers of all sizes', () => {
    fc.assert(
      fc.property(number, number, number, (a, b, c) => {
        expect(fma(a, b, c) + 0).toBe(exactly(a, b, c));
      }),
      { seed, numRuns: 300 },
    );
  });

  test('is rounded once also where rounding to float64 first would make a tie', () => {
    // 1 + 2^-24 is a tie of float32, and 2^-80 decides it, which float64 drops.
    expect(fma(2 ** -40, 2 ** -40, 1 + 2 ** -23)).toBe(1 + 2 ** -23);
    const [a, b, c] = [1 + 2 ** -12, 1 + 2 ** -12, 2 ** -70];
    const product = a * b;
    expect(exactly(a, b, c)).not.toBe(Math.fround(product + c));
    expect(fma(a, b, c)).toBe(exactly(a, b, c));
    expect(fma(a, b, -c)).toBe(exactly(a, b, -c));
    fc.assert(
      fc.property(nearMiddle, (values) => {
        expect(fma(values.a, values.b, values.c)).toBe(exactly(values.a, values.b, values.c));
      }),
      { seed, numRuns: 200 },
    );
  });
});

describe.each(simulatedFormats)('numbers of $name', ({ round, read, name }) => {
  test('stay what they are when rounded again, and subnormal ones are 0 where it flushes', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (value) => {
        const once = round(value);
        expect(round(once)).toBe(once);
        expect(read(once)).toBe(once);
      }),
      { seed },
    );
    const subnormal = { float32: 2 ** -130, float16: 2 ** -20, bfloat16: 2 ** -130 }[name.split(',')[0]!];
    if (subnormal !== undefined) expect(round(subnormal)).toBe(name.endsWith('flushed') ? 0 : subnormal);
  });
});
