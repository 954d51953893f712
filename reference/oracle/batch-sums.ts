import type { Decimal } from 'decimal.js';
import type { Conventions } from '../../spec/contract.ts';
import type { DecimalChannel } from './decimal-case.ts';
import { Exact } from './exact-decimal.ts';

/**
 * The batch statistics of one channel, multiplied by powers of m so that they stay exact.
 *
 *   S = sum(x)          batch mean = S / m
 *   D = m x - S         deviation  = D / m
 *   A = m sum(x^2) - S^2            batch variance = A / m^2
 *   R = m (root of the variance and epsilon)       invStd = m / R,   z = D / R
 *
 * All but R are exact. A is a difference of large numbers, which ruins it in floating point and is harmless here.
 * R = W + E with W the square root of a rational Q and E rational: with epsilon inside, Q = cA + m^2 epsilon and
 * E = 0; with epsilon outside, Q = cA and E = m epsilon. c = n / k is m / (m-1) where the normalizing variance is
 * corrected and m > 1, else 1 / 1; Q is kept times k, which leaves it exact too.
 */
export interface BatchSums {
  readonly m: Decimal;
  readonly S: Decimal;
  /** D of the j-th element; not a list, because often only a few are wanted. */
  readonly D: (j: number) => Decimal;
  readonly A: Decimal;
  readonly n: Decimal;
  readonly k: Decimal;
  /** k Q. */
  readonly kQ: Decimal;
  readonly E: Decimal;
}

/** The exact sums of a channel with at least one element. */
export function batchSums(channel: DecimalChannel, conventions: Conventions): BatchSums {
  const { x, epsilon } = channel;
  const m = new Exact(x.length);
  const S = sumOf(x);
  const A = m.times(sumOf(x.map((value) => value.times(value)))).minus(S.times(S));
  const corrected = conventions.normalizingVarianceCorrection === 1 && x.length > 1;
  const n = corrected ? m : new Exact(1);
  const k = corrected ? m.minus(1) : new Exact(1);
  const inside = conventions.epsilonPlacement === 'inside';
  return {
    m,
    S,
    D: (j) => m.times(x[j]!).minus(S),
    A,
    n,
    k,
    kQ: inside ? n.times(A).plus(k.times(m).times(m).times(epsilon)) : n.times(A),
    E: inside ? new Exact(0) : m.times(epsilon),
  };
}

/** The sum of decimals, exact as far as the precision of their arithmetic reaches; 0 for none. */
export function sumOf(values: readonly Decimal[]): Decimal {
  return values.reduce((total, value) => total.plus(value), new Exact(0));
}

/** P = sum(g D), as m sum(g x) - S sum(g). */
export function sumOfProducts(channel: DecimalChannel, { m, S }: BatchSums): Decimal {
  const { x, g } = channel;
  return m.times(sumOf(g.map((value, j) => value.times(x[j]!)))).minus(S.times(sumOf(g)));
}
