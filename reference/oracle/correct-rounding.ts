import type { Decimal } from 'decimal.js';
import type { Dtype } from '../../spec/contract.ts';
import { Exact, nearestFloat64 } from './exact-decimal.ts';
import { approximateSurd, compareSurd, type Surd } from './surd.ts';

/** Bits of the significand, exponent of the smallest positive number, and of the first power of two too large. */
const formats = {
  float32: { bits: 24, smallest: -149, tooLarge: 128 },
  float64: { bits: 53, smallest: -1074, tooLarge: 1024 },
  float16: { bits: 11, smallest: -24, tooLarge: 16 },
  bfloat16: { bits: 8, smallest: -133, tooLarge: 128 },
} as const;

/**
 * The number of the format nearest to the surd, ties to even: provably, without a second rounding.
 *
 * An approximation gives the spacing h of the format there, and n with surd close to n h; whether the surd lies above
 * (n + 1/2) h, below (n - 1/2) h or on one of them is then decided exactly. If the approximation is on the wrong side of
 * a power of two, the surd is so close to that power that either spacing rounds to it. From the largest finite number
 * on, h goes on as if there were no end, and what reaches the power of two after it becomes infinite, as IEEE 754 asks.
 * NaN and infinite surds stay as they are; zero comes out as +0.
 */
export function correctlyRounded(surd: Surd, dtype: Dtype): number {
  const approximation = approximateSurd(surd);
  if (!approximation.isFinite() || approximation.isZero()) return approximation.toNumber() + 0;

  const { bits, smallest, tooLarge } = formats[dtype];
  const exponent = binaryExponent(approximation);
  if (exponent > tooLarge) return approximation.s * Number.POSITIVE_INFINITY;
  const h = powerOfTwo(Math.max(exponent - bits + 1, smallest));
  let n = new Exact(approximation.div(h).toDecimalPlaces(0));
  const odd = !n.modulo(2).isZero();
  const above = compareSurd(surd, n.plus('0.5').times(h));
  const below = compareSurd(surd, n.minus('0.5').times(h));
  if (above > 0 || (above === 0 && odd)) n = n.plus(1);
  else if (below < 0 || (below === 0 && odd)) n = n.minus(1);

  const result = n.times(h);
  if (result.abs().greaterThanOrEqualTo(powerOfTwo(tooLarge)))
    return approximation.s * Number.POSITIVE_INFINITY;
  return nearestFloat64(result);
}

/** floor(log2 |value|), from the leading digits and then corrected by comparing. */
function binaryExponent(value: Decimal): number {
  const leading = Number(value.abs().toExponential(15).split('e')[0]);
  let exponent = Math.floor(Math.log2(leading) + value.e * Math.log2(10));
  while (powerOfTwo(exponent).greaterThan(value.abs())) exponent--;
  while (powerOfTwo(exponent + 1).lessThanOrEqualTo(value.abs())) exponent++;
  return exponent;
}

function powerOfTwo(exponent: number): Decimal {
  return exponent < 0 ? new Exact('0.5').pow(-exponent) : new Exact(2).pow(exponent);
}
