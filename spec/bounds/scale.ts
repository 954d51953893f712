import type { Conventions } from '../contract.ts';
import type { Arithmetic } from './arithmetic.ts';
import type { ChannelMoments } from './channel-moments.ts';

/** The factor that normalizes, and how far a subject's may be from it. */
export interface Scale {
  /** invStd by the conventions: 1/sqrt(v' + epsilon) or 1/(sqrt(v') + epsilon). */
  readonly r: number;
  /** Bound of the error of r, second order included: the far end of the interval of v'. */
  readonly dr: number;
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
  if (!Number.isFinite(dv)) return { r, dr: Number.POSITIVE_INFINITY, rHigh: Number.POSITIVE_INFINITY };
  const high = invStdOf(Math.max(variance - dv, 0), epsilon, conventions);
  const low = invStdOf(variance + dv, epsilon, conventions);
  const spread = dv === 0 ? 0 : Math.max(high - r, r - low);
  const dr = spread + 6 * arithmetic.u * (r + spread);
  return { r, dr, rHigh: r + dr };
}

/** Bounds of the batch statistics of one channel. */
export interface StatisticsBound {
  readonly mean: number;
  readonly variance: number;
  readonly scale: Scale;
}

/**
 * How far the batch statistics of a sound subject may be.
 *
 * Mean: u (f(m) max(mean|x|, sigma + D) + 2 |mu|), D the largest deviation, which a sum shifted by a sample needs; and three
 * underflows (inputs read as zero, flushed partial sums, the quotient). Variance of a two-pass loop around a mean that is off by d: exactly v + d^2, then relative
 * roundings. Welford and merges use partial means, each off by at most E = u f(m) max|x|; by Cauchy and
 * Schwarz that moves v by at most 2 sqrt(2 v) E + E^2. A one-pass sum shifted by a sample rounds terms as large
 * as the largest squared deviation D^2. One-pass sums of raw squares round terms as large as mu^2: no
 * term here grows like that, so they fall outside at a large mean.
 */
export function statisticsBound(
  moments: ChannelMoments,
  epsilon: number,
  conventions: Conventions,
  arithmetic: Arithmetic,
): StatisticsBound {
  const { u, eta, largest } = arithmetic;
  const { m, mean, meanAbs, maxAbs, variance, maxDeviation } = moments;
  const f = arithmetic.growth(m);
  const spread = 4 * m * maxDeviation * maxDeviation;
  const overflows = !(m * meanAbs < largest / 4 && 4 * maxAbs < largest / 4);
  const squaresOverflow = overflows || !(spread < largest / 4);

  // What a sum works with: the data, or their differences from one of them.
  const worked = Math.max(meanAbs, Math.sqrt(variance) + maxDeviation);
  const rounding = arithmetic.conditioned ? u * (f * worked + 2 * Math.abs(mean)) : 3 * u * Math.abs(mean);
  const dMean = overflows ? Number.POSITIVE_INFINITY : rounding + 3 * eta;
  const shift = arithmetic.conditioned ? u * f * maxAbs + dMean : 3 * eta;
  const relative = u * (f + 4) * (variance + (arithmetic.conditioned ? 3 * maxDeviation * maxDeviation : 0));
  const dVariance = squaresOverflow
    ? Number.POSITIVE_INFINITY
    : relative + 3 * Math.sqrt(variance) * shift + 2 * shift * shift + 4 * eta;

  const factor = correctionFactor(m, conventions.normalizingVarianceCorrection);
  const normalizing = variance * factor;
  const scale = scaleInterval(
    normalizing,
    dVariance * factor + 2 * u * normalizing,
    epsilon,
    conventions,
    arithmetic,
  );
  return { mean: dMean, variance: dVariance, scale };
}
