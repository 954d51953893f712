import type { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Exact, exactDecimal, roundingDecimals } from '../oracle/exact-decimal.ts';
import {
  type Ball,
  ballProduct,
  ballQuotient,
  ballRoot,
  ballSum,
  perElement,
  productOfTwo,
  sumOfTwo,
} from './ball.ts';
import { ballSumOf } from './ball-sum.ts';
import { productError, sumError } from './double-word.ts';

const seed = 20150211;
/** More digits than a ball's own numbers have, also divided by 32. */
const Fine = roundingDecimals(500);

const float = fc
  .tuple(
    fc.double({ min: 1, max: 2, noNaN: true }),
    fc.integer({ min: -120, max: 120 }),
    fc.constantFrom(-1, 1),
  )
  .map(([significand, exponent, sign]) => sign * significand * 2 ** exponent);

/** A ball, and a number within it, at its centre, at its edge or between. */
const ball = fc
  .tuple(
    float,
    fc.integer({ min: -(2 ** 30), max: 2 ** 30 }).map((n) => n * 2 ** -30),
    fc.constantFrom(0, 0, 2 ** -105, 2 ** -70, 2 ** -12, 0.4),
    fc.constantFrom(-1, -0.5, 0, 1),
  )
  .map(([high, part, relative, share]) => {
    const known = sumOfTwo(high, part * high * 2 ** -53);
    const radius = Math.abs(high) * relative;
    const value = centreOf(known).plus(exactDecimal(radius * share));
    return { known: { ...known, radius }, value };
  });

function centreOf({ high, low }: Ball): Decimal {
  return exactDecimal(high).plus(exactDecimal(low));
}

function expectWithin(known: Ball, value: Decimal): void {
  const distance = value.minus(centreOf(known)).abs();
  if (Number.isFinite(known.radius))
    expect(distance.lessThanOrEqualTo(exactDecimal(known.radius))).toBe(true);
  expect(Math.abs(known.low)).toBeLessThanOrEqual(2 ** -52 * Math.abs(known.high));
}

describe('balls of double words', () => {
  it.each([
    ['sum', ballSum, (a: Decimal, b: Decimal) => a.plus(b)],
    ['product', ballProduct, (a: Decimal, b: Decimal) => a.times(b)],
    ['quotient', ballQuotient, (a: Decimal, b: Decimal) => Fine.div(a, b)],
  ] as const)('hold the %s of what they hold', (_, operation, exact) => {
    const property = fc.property(ball, ball, (a, b) => {
      expectWithin(operation(a.known, b.known), exact(a.value, b.value));
    });
    fc.assert(property, { seed, numRuns: 250 });
  });

  it('hold a sum that cancels to nothing, or nearly', () => {
    const property = fc.property(ball, fc.constantFrom(0, 2 ** -52, 2 ** -90), (a, rest) => {
      const opposite = { ...a.known, high: -a.known.high * (1 + rest), low: -a.known.low };
      const exact = exactDecimal(opposite.high).plus(exactDecimal(opposite.low)).plus(a.value);
      expectWithin(ballSum(a.known, { ...opposite, radius: 0 }), exact);
    });
    fc.assert(property, { seed, numRuns: 200 });
  });

  it('hold the root, and know nothing of what may be negative', () => {
    const property = fc.property(ball, (a) => {
      const root = ballRoot(a.known);
      if (a.known.high < 0) expect(root.radius).toBe(Number.POSITIVE_INFINITY);
      else expectWithin(root, Fine.sqrt(a.value));
    });
    fc.assert(property, { seed, numRuns: 250 });
    expect(ballQuotient(sumOfTwo(1, 0), { high: 1, low: 0, radius: 1 }).radius).toBe(
      Number.POSITIVE_INFINITY,
    );
  });

  it('grow by no more than 2^-98 of a result whose operands are known exactly', () => {
    const property = fc.property(float, float, (a, b) => {
      const [left, right] = [sumOfTwo(a, a * 2 ** -60), sumOfTwo(b, b * 2 ** -60)];
      for (const result of [ballSum(left, right), ballProduct(left, right), ballQuotient(left, right)]) {
        expect(result.radius).toBeLessThanOrEqual(2 ** -98 * Math.abs(result.high));
      }
    });
    fc.assert(property, { seed, numRuns: 200 });
  });
});

describe('perElement', () => {
  it('holds the mean, and is exact for a power of two, so that a tie can be told', () => {
    const property = fc.property(ball, fc.integer({ min: 1, max: 40 }), (a, m) => {
      expectWithin(perElement(a.known, m), Fine.div(a.value, m));
    });
    fc.assert(property, { seed, numRuns: 200 });
    expect(perElement(sumOfTwo(1, 2 ** -52), 8).radius).toBe(0);
    expect(perElement(sumOfTwo(1, 2 ** -52), 7).radius).toBeGreaterThan(0);
  });
});

describe('the exact errors', () => {
  it('of one sum and one product are exact', () => {
    const property = fc.property(float, float, (a, b) => {
      const sum = exactDecimal(a + b).plus(exactDecimal(sumError(a, b, a + b)));
      expect(sum.equals(exactDecimal(a).plus(exactDecimal(b)))).toBe(true);
      const product = exactDecimal(a * b).plus(exactDecimal(productError(a, b, a * b)));
      expect(product.equals(exactDecimal(a).times(exactDecimal(b)))).toBe(true);
      expectWithin(productOfTwo(a, b), exactDecimal(a).times(exactDecimal(b)));
    });
    fc.assert(property, { seed, numRuns: 250 });
  });
});

describe('ballSumOf', () => {
  const exactSum = (values: readonly number[]) =>
    values.reduce((total: Decimal, value) => total.plus(exactDecimal(value)), new Exact(0));

  it('holds the sum of numbers of all sizes', () => {
    const property = fc.property(fc.array(float, { maxLength: 20 }), (values) => {
      const numbers = [...values, ...values.map((value) => -value * (1 + 2 ** -40))];
      expectWithin(ballSumOf(Float64Array.from(numbers)), exactSum(numbers));
    });
    fc.assert(property, { seed, numRuns: 200 });
  });

  it('is exact, and knows it, for float32 numbers within 2^50 of each other', () => {
    const similar = fc.float({ min: 1, max: 2 ** 20, noNaN: true });
    const numbers = fc.array(fc.tuple(similar, fc.constantFrom(-1, 1, 2 ** -29)), { maxLength: 50 });
    const property = fc.property(numbers, (pairs) => {
      const values = pairs.map(([value, factor]) => value * factor);
      const sum = ballSumOf(Float64Array.from(values));
      expect(sum.radius).toBe(0);
      expect(centreOf(sum).equals(exactSum(values))).toBe(true);
    });
    fc.assert(property, { seed, numRuns: 200 });
  });
});
