import { Decimal } from 'decimal.js';

/**
 * Decimals without rounding, for what sums and products of the inputs need.
 *
 * A float64 is N * 2^-1074 with |N| < 2^2098, hence a decimal with at most 1074 digits after the point and 309
 * before it: 1383 in all, and a product of n of them at most 1383 n; sums of m products and factors m add a few times
 * log10(m). The variance is a product of two. The longest products of the project, where surd.ts compares the squares of a
 * second derivative, have 14 factors, so that 30000 digits hold them for any float64 inputs. Addition and multiplication cost
 * only the digits that their operands really have.
 *
 * Only plus, minus and times may be used on these; division and square root belong to a rounding arithmetic.
 */
export const Exact = Decimal.clone({
  defaults: true,
  precision: 30_000,
  rounding: Decimal.ROUND_HALF_EVEN,
  minE: -9e15,
  maxE: 9e15,
  toExpNeg: -9e15,
  toExpPos: 9e15,
});

/** The decimals of a stated number of significant digits, rounding half to even. */
export function roundingDecimals(digits: number): Decimal.Constructor {
  return Decimal.clone({
    defaults: true,
    precision: digits,
    rounding: Decimal.ROUND_HALF_EVEN,
    minE: -9e15,
    maxE: 9e15,
    toExpNeg: -30,
    toExpPos: 30,
  });
}

const powersOfHalf = new Map<number, Decimal>();

function powerOfHalf(exponent: number): Decimal {
  const known = powersOfHalf.get(exponent);
  if (known !== undefined) return known;
  const power = new Exact('0.5').pow(exponent);
  powersOfHalf.set(exponent, power);
  return power;
}

const bits = new DataView(new ArrayBuffer(8));

/**
 * The exact value of a float64, which `new Decimal(value)` is not: that one reads the shortest decimal that
 * rounds to the value. NaN and infinities stay what they are; so does the sign of zero.
 */
export function exactDecimal(value: number): Decimal {
  if (Number.isSafeInteger(value) || !Number.isFinite(value)) return new Exact(value);
  bits.setFloat64(0, value);
  const word = bits.getUint32(0);
  const biased = (word >>> 20) & 0x7ff;
  const leading = (word & 0xfffff) + (biased === 0 ? 0 : 0x100000);
  const significand = leading * 2 ** 32 + bits.getUint32(4);
  const exponent = Math.max(biased, 1) - 1075;
  const scaled = new Exact(value < 0 ? -significand : significand);
  return exponent < 0 ? scaled.times(powerOfHalf(-exponent)) : scaled.times(new Exact(2).pow(exponent));
}

/**
 * The float64 nearest to a decimal, ties to even, in one rounding.
 *
 * ECMAScript allows Number(text) to look at the first 20 digits only; V8, SpiderMonkey and JavaScriptCore all
 * read every digit and round correctly, and the tests of this function check that. Zero comes out as +0: the sign of
 * a zero depends on the order of operations, which an exact result does not have.
 */
export function nearestFloat64(value: Decimal): number {
  return Number(value.toString()) + 0;
}
