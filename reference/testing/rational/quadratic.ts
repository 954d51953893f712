import { minus, negative, one, over, plus, type Rational, sign, times, zero } from './rational.ts';

/** The number a + b sqrt(q), q >= 0. Numbers that meet in one operation have the same q. */
export interface Quadratic {
  readonly a: Rational;
  readonly b: Rational;
  readonly q: Rational;
}

export function quadraticSum(x: Quadratic, y: Quadratic): Quadratic {
  return { a: plus(x.a, y.a), b: plus(x.b, y.b), q: x.q };
}

export function quadraticProduct(x: Quadratic, y: Quadratic): Quadratic {
  const a = plus(times(x.a, y.a), times(times(x.b, y.b), x.q));
  return { a, b: plus(times(x.a, y.b), times(x.b, y.a)), q: x.q };
}

export function scaled(x: Quadratic, factor: Rational): Quadratic {
  return { a: times(x.a, factor), b: times(x.b, factor), q: x.q };
}

/**
 * 1 / x for x other than 0: (a - b sqrt(q)) / (a^2 - b^2 q). Where that denominator is 0, b sqrt(q) is a or -a; it is a,
 * because x is not 0, and x is 2a.
 */
export function inverse({ a, b, q }: Quadratic): Quadratic {
  const norm = minus(times(a, a), times(times(b, b), q));
  if (sign(norm) === 0) return { a: over(one, plus(a, a)), b: zero, q };
  return { a: over(a, norm), b: over(negative(b), norm), q };
}

/** The sign of a + b sqrt(q): that of the part with the larger square where the two parts differ in sign. */
export function signOf({ a, b, q }: Quadratic): number {
  const root = sign(q) === 0 ? 0 : sign(b);
  if (sign(a) * root >= 0) return sign(a) || root;
  return sign(a) * sign(minus(times(a, a), times(times(b, b), q)));
}
