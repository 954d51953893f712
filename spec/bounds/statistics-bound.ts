import type { Conventions } from '../contract.ts';
import type { Arithmetic } from './arithmetic.ts';
import { type BoundTerm, totalOf } from './bound-term.ts';
import type { ChannelMoments } from './channel-moments.ts';
import { correctionFactor, type Scale, scaleInterval } from './scale.ts';

/** Bounds of the batch statistics of one channel. */
export interface StatisticsBound {
  /** Of the mean that a subject shows, rounded to its precision. */
  readonly mean: number;
  /** Of what a subject subtracts: the same, but for a subject of the class `forward`, which subtracts two parts. */
  readonly centring: number;
  readonly variance: number;
  readonly scale: Scale;
  /** What the finite ones of these are sums of. */
  readonly meanTerms: readonly BoundTerm[];
  readonly varianceTerms: readonly BoundTerm[];
}

/**
 * How far the batch statistics of a sound subject may be.
 *
 * Mean: u (f(m) max(mean|x|, sigma + D) + 2 |mu|), D the largest deviation, which a sum shifted by a sample needs; and f + 3
 * underflows (inputs read as zero, flushed partial sums, the quotient, and each step of Welford's). Variance of a two-pass loop around a mean that is off by d: exactly v + d^2, then relative
 * roundings, which is all that the classes below sequential have. Welford and merges use partial means, each off by at most E = u f(m) max|x|; by Cauchy and
 * Schwarz that moves v by at most 2 sqrt(2 v) E + E^2. A one-pass sum shifted by a sample rounds terms as large
 * as the largest squared deviation D^2. One-pass sums of raw squares round terms as large as mu^2: no
 * term here grows like that, so they fall outside at a large mean.
 *
 * A subject of the class `forward` subtracts a mean of two numbers, of which the second is the mean of differences from the first: at
 * most 8 u (sigma + u |mu|).
 */
export function statisticsBound(
  moments: ChannelMoments,
  epsilon: number,
  conventions: Conventions,
  arithmetic: Arithmetic,
): StatisticsBound {
  const { u, eta, largest, conditioned, movingCentre } = arithmetic;
  const { m, mean, meanAbs, maxAbs, variance, maxDeviation } = moments;
  const f = arithmetic.growth(m);
  const sigma = Math.sqrt(variance);
  const spread = 4 * m * maxDeviation * maxDeviation;
  const overflows = !(m * meanAbs < largest / 4 && 4 * maxAbs < largest / 4);
  const squaresOverflow = overflows || !(spread < largest / 4);

  // What a sum works with: the data, or their differences from one of them.
  const worked = Math.max(meanAbs, sigma + maxDeviation);
  const meanTerms = [
    { name: 'summation', value: conditioned ? u * f * worked : 0 },
    { name: 'rounding of the mean', value: (conditioned ? 2 : 3) * u * Math.abs(mean) },
    { name: 'underflow', value: (f + 3) * eta },
  ];
  const dMean = overflows ? Number.POSITIVE_INFINITY : totalOf(meanTerms);
  const inTwoParts = 8 * u * (sigma + u * Math.abs(mean)) + 3 * eta;
  const centring = conditioned || overflows ? dMean : inTwoParts;
  // How far the centre of the deviations may be from the mean, and the part of that which differs from one deviation to the next.
  const partial = u * f * maxAbs + dMean;
  const [centre, varying] = movingCentre ? [partial, partial] : [centring, 3 * eta];
  const squares = variance + (movingCentre ? 3 * maxDeviation * maxDeviation : 0);
  const varianceTerms = [
    { name: 'summation of squares', value: u * (f + 4) * squares },
    { name: 'error of the mean', value: 3 * sigma * varying + 2 * centre * centre },
    { name: 'underflow', value: 4 * eta },
  ];
  const dVariance = squaresOverflow ? Number.POSITIVE_INFINITY : totalOf(varianceTerms);

  const factor = correctionFactor(m, conventions.normalizingVarianceCorrection);
  const normalizing = variance * factor;
  const known = dVariance * factor + 2 * u * normalizing;
  return {
    mean: dMean,
    centring,
    variance: dVariance,
    scale: scaleInterval(normalizing, known, epsilon, conventions, arithmetic),
    meanTerms,
    varianceTerms,
  };
}
