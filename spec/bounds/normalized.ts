import type { Arithmetic } from './arithmetic.ts';
import type { Scale } from './scale.ts';

/** What the normalized value of one element may be off by, before gamma and beta. */
export interface NormalizedBound {
  readonly z: number;
  readonly dz: number;
  /** The part of dz that is underflow: it counts once more, unscaled, where gamma r itself may underflow. */
  readonly underflow: number;
}

/**
 * Bound of z = (x - mean) r for one element.
 *
 * Subtract, then scale: (D + dMean)(r + dr)(1 + u)^k - D r. Folded, as a x + b with a = gamma r and
 * b = beta - mean a: roundings of terms as large as |x| r and |mean| r, which cancel. A `forward` subject may do
 * neither harm: its error is relative to z alone.
 */
export function normalizedBound(
  x: number,
  mean: number,
  dMean: number,
  scale: Scale,
  arithmetic: Arithmetic,
): NormalizedBound {
  const { u, eta } = arithmetic;
  const deviation = Math.abs(x - mean);
  const z = (x - mean) * scale.r;
  if (!arithmetic.conditioned) {
    const underflow = 4 * eta * scale.rHigh;
    return { z, dz: deviation * scale.dr + 8 * u * (1 + Math.abs(z)) + underflow, underflow };
  }
  const shifted = dMean * scale.rHigh + deviation * scale.dr + 8 * u * (deviation + dMean) * scale.rHigh;
  const folded = 4 * u * (Math.abs(x) + Math.abs(mean)) * scale.rHigh;
  const underflow = eta * (2 + 2 * scale.rHigh + Math.abs(x) + Math.abs(mean));
  return { z, dz: shifted + folded + underflow, underflow };
}

/**
 * Bound of y = gamma z + beta: the error of z times |gamma|, roundings of the product and of the sum, beta once more
 * in the folded form, and underflow. Infinite where an intermediate product may overflow.
 */
export function affineBound(
  normalized: NormalizedBound,
  gamma: number,
  beta: number,
  folds: number,
  arithmetic: Arithmetic,
): number {
  const { u, eta, largest } = arithmetic;
  const { z, dz, underflow } = normalized;
  if (!(Math.abs(gamma) * folds + Math.abs(beta) < largest / 8) || !(folds < largest / 8))
    return Number.POSITIVE_INFINITY;
  const y = gamma * z + beta;
  const roundings = 3 * u * Math.abs(beta) + 2 * u * Math.abs(y) + 2 * u * Math.abs(gamma * z);
  return Math.abs(gamma) * dz + roundings + underflow + eta * (4 + Math.abs(z));
}

/** Infinity for anything that is not a finite bound: NaN would make a comparison silently true or false. */
export function finiteOrInfinite(bound: number): number {
  return Number.isFinite(bound) ? bound : Number.POSITIVE_INFINITY;
}
