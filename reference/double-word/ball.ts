import {
  type DoubleWord,
  doubleWordProduct,
  doubleWordQuotient,
  doubleWordRoot,
  doubleWordRoundoff as U,
  doubleWordSum,
  productError,
  sumError,
} from './double-word.ts';

/**
 * A number known to lie within `radius` of high + low.
 *
 * Each operation bounds what the radii of its operands make of its result, adds U of the result for its own rounding,
 * and, in `wider`, one part in 2^40 for the roundings of the radius itself. A radius of 0 says that the number is known
 * exactly; infinity, that nothing is known. Operands must stay in the range of double-word.ts.
 */
export interface Ball extends DoubleWord {
  readonly radius: number;
}

const wider = 1 + 2 ** -40;

/** The number itself. */
export function exactly(value: number): Ball {
  return { high: value, low: 0, radius: 0 };
}

/** a + b, exactly. */
export function sumOfTwo(a: number, b: number): Ball {
  const high = a + b;
  return { high, low: sumError(a, b, high), radius: 0 };
}

/** a * b, exactly; the product must be 0 or at least 2^-968. */
export function productOfTwo(a: number, b: number): Ball {
  const high = a * b;
  return { high, low: productError(a, b, high), radius: 0 };
}

export function ballSum(a: Ball, b: Ball): Ball {
  const sum = doubleWordSum(a, b);
  return { ...sum, radius: wider * (a.radius + b.radius + U * Math.abs(sum.high)) };
}

export function ballProduct(a: Ball, b: Ball): Ball {
  const product = doubleWordProduct(a, b);
  const carried = Math.abs(a.high) * b.radius + Math.abs(b.high) * a.radius + a.radius * b.radius;
  return { ...product, radius: wider * (carried + U * Math.abs(product.high)) };
}

/** a / b, unknown where b is hardly known itself: |a/b - a'/b'| <= (da + |a'/b'| db) / (|b'| - db). */
export function ballQuotient(a: Ball, b: Ball): Ball {
  const least = Math.abs(b.high) - b.radius;
  if (!(least > b.radius)) return unknown;
  const quotient = doubleWordQuotient(a, b);
  const carried = (a.radius + Math.abs(quotient.high) * b.radius) / least;
  return { ...quotient, radius: wider * (carried + U * Math.abs(quotient.high)) };
}

/** sum / m for a count m below 2^31; exact where m is a power of two, so that the ties of such means are decided. */
export function perElement(sum: Ball, m: number): Ball {
  if ((m & (m - 1)) !== 0) return ballQuotient(sum, exactly(m));
  return { high: sum.high / m, low: sum.low / m, radius: sum.radius / m };
}

/** The root of a number not below 0, with |sqrt(a) - sqrt(a')| <= da / sqrt(a'); unknown where it may be negative. */
export function ballRoot(a: Ball): Ball {
  if (a.high === 0 && a.radius === 0) return a;
  if (!(a.high > 2 * a.radius)) return unknown;
  const root = doubleWordRoot(a);
  return { ...root, radius: wider * (a.radius / root.high + U * root.high) };
}

const unknown: Ball = { high: 0, low: 0, radius: Number.POSITIVE_INFINITY };
