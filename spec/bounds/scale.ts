import type { Conventions } from '../contract.ts';
import type { Arithmetic } from './arithmetic.ts';

/** The factor that normalizes, and how far a subject's may be from it. */
export interface Scale {
  /** invStd by the conventions: 1/sqrt(v' + epsilon) or 1/(sqrt(v') + epsilon). */
  readonly r: number;
  /** Bound of the error of r, second order included: the far end of the interval of v'. */
  readonly dr: number;
  /** The part of dr that is rounding of the root and of the division; the rest is the error of the variance. */
  readonly rounding: number;
  /** r + dr: the largest value a sound subject may use. Infinite where v' + epsilon may vanish. */
  readonly rHigh: number;
}

/** m/(m-1) where the convention asks for it and m allows it. */
export function correctionFactor(m: number, correction: 0 | 1): number {
  return correction === 1 && m > 1 ? m / (m - 1) : 1;
}

/**
 * invStd of a variance, by the conventions. NaN for a negative sum under the root, infinite for zero.
 */
export function invStdOf(variance: number, epsilon: number, conventions: Conventions): number {
  const used = Math.max(epsilon, conventions.epsilonFloor);
  return conventions.epsilonPlacement === 'inside'
    ? 1 / Math.sqrt(variance + used)
    : 1 / (Math.sqrt(variance) + used);
}

/**
 * Interval of the scale for a variance known to `dv`.
 *
 * r falls with the variance, so its extremes lie at the ends of [v - dv, v + dv] cut at zero; on top come
 * at most 6 u relative: the addition, the root, the division or a refined approximate reciprocal root.
 */
export function scaleInterval(
  variance: number,
  dv: number,
  epsilon: number,
  conventions: Conventions,
  arithmetic: Arithmetic,
): Scale {
  const r = invStdOf(variance, epsilon, conventions);
  // A variance that may overflow, or meet infinity minus infinity, leaves nothing to say about r.
  if (!Number.isFinite(dv)) return unknownScale(r);
  const high = invStdOf(Math.max(variance - dv, 0), epsilon, conventions);
  const low = invStdOf(variance + dv, epsilon, conventions);
  const spread = dv === 0 ? 0 : Math.max(high - r, r - low);
  const rounding = 6 * arithmetic.u * (r + spread);
  const dr = spread + rounding;
  return { r, dr, rounding, rHigh: r + dr };
}

function unknownScale(r: number): Scale {
  const unknown = Number.POSITIVE_INFINITY;
  return { r, dr: unknown, rounding: unknown, rHigh: unknown };
}
