/** A fraction of integers, with a positive denominator; not always in lowest terms. */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

export const zero: Rational = { n: 0n, d: 1n };
export const one: Rational = { n: 1n, d: 1n };

/** The exact value of a finite float64, as an odd integer times or over a power of two. */
export function rational(value: number): Rational {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is not a fraction; the number must be finite`);
  let significand = value;
  let exponent = 0;
  while (!Number.isInteger(significand)) {
    significand *= 2;
    exponent++;
  }
  return { n: BigInt(significand), d: 1n << BigInt(exponent) };
}

/** Sums of floats keep the larger of two powers of two as denominator, instead of the product. */
export function plus(a: Rational, b: Rational): Rational {
  if (a.d === b.d) return { n: a.n + b.n, d: a.d };
  if (a.d > b.d && a.d % b.d === 0n) return { n: a.n + b.n * (a.d / b.d), d: a.d };
  if (b.d > a.d && b.d % a.d === 0n) return { n: a.n * (b.d / a.d) + b.n, d: b.d };
  return { n: a.n * b.d + b.n * a.d, d: a.d * b.d };
}

export function negative({ n, d }: Rational): Rational {
  return { n: -n, d };
}

export function minus(a: Rational, b: Rational): Rational {
  return plus(a, negative(b));
}

export function times(a: Rational, b: Rational): Rational {
  return { n: a.n * b.n, d: a.d * b.d };
}

/** a / b; b must not be 0. */
export function over(a: Rational, b: Rational): Rational {
  return b.n < 0n ? { n: -a.n * b.d, d: -(a.d * b.n) } : { n: a.n * b.d, d: a.d * b.n };
}

export function total(values: readonly Rational[]): Rational {
  return values.reduce(plus, zero);
}

/** -1, 0 or 1. */
export function sign({ n }: Rational): -1 | 0 | 1 {
  if (n === 0n) return 0;
  return n < 0n ? -1 : 1;
}
