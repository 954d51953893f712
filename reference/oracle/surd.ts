import type { Decimal } from 'decimal.js';
import { Exact, roundingDecimals } from './exact-decimal.ts';

/**
 * A number (a0 + a1 W) / (b0 + b1 W) with exact coefficients, where W >= 0 is the square root of kQ / k: the form of
 * every result of batch normalization. A plain fraction has a1 = b1 = 0.
 */
export interface Surd {
  readonly a0: Decimal;
  readonly a1: Decimal;
  /** The denominator as a whole is positive, or the number has no finite value. */
  readonly b0: Decimal;
  readonly b1: Decimal;
  readonly kQ: Decimal;
  readonly k: Decimal;
}

const zero = new Exact(0);

/** The fraction a / b. */
export function fraction(a: Decimal, b: Decimal): Surd {
  return { a0: a, a1: zero, b0: b, b1: zero, kQ: zero, k: new Exact(1) };
}

/**
 * The sign of `surd - value`, for an exact value: decided, not estimated.
 *
 * It is the sign of p + q W with p = a0 - value b0 and q = a1 - value b1. Where p and q differ in sign, p^2 is compared
 * with q^2 W^2, which is rational.
 */
export function compareSurd(surd: Surd, value: Decimal): number {
  const p = surd.a0.minus(value.times(surd.b0));
  const q = surd.a1.minus(value.times(surd.b1));
  const signP = signOf(p);
  const signQ = surd.kQ.isZero() ? 0 : signOf(q);
  if (signP * signQ >= 0) return Math.sign(signP + signQ);
  return signP * p.times(p).times(surd.k).comparedTo(q.times(q).times(surd.kQ));
}

function signOf(value: Decimal): number {
  return value.isZero() ? 0 : Math.sign(value.s);
}

/**
 * The surd with a relative error below 10^-correctDigits; NaN or infinite where its denominator is 0 or an input is not finite.
 *
 * The numerator may cancel: its error is about 10^-digits |a1| W, so the digits are doubled until that is small beside
 * it. This ends, because a numerator of exactly 0 is found out first.
 */
export function approximateSurd(surd: Surd, correctDigits = 30): Decimal {
  for (let digits = correctDigits + 50; ; digits *= 2) {
    const Rounded = roundingDecimals(digits);
    const W = Rounded.sqrt(Rounded.div(surd.kQ, surd.k));
    const second = surd.a1.times(new Exact(W));
    const numerator = surd.a0.plus(second);
    const result = Rounded.div(numerator, surd.b0.plus(surd.b1.times(new Exact(W))));
    if (!result.isFinite()) return result;
    if (compareSurd(surd, zero) === 0) return zero;
    const error = second.abs().times(new Exact(10).pow(2 - digits));
    if (numerator.abs().greaterThan(error.times(new Exact(10).pow(correctDigits)))) return result;
  }
}
