import type { Case, Conventions } from '../contract.ts';
import type { Arithmetic } from './arithmetic.ts';
import { type BoundTerm, scaledTerms, totalOf } from './bound-term.ts';
import type { ChannelMoments } from './channel-moments.ts';
import { finiteOrInfinite } from './normalized.ts';
import { correctionFactor } from './scale.ts';
import type { StatisticsBound } from './statistics-bound.ts';

/** A bound and what it is the sum of where it is finite. */
export interface RunningBound {
  readonly bound: number;
  readonly terms: readonly BoundTerm[];
}

/**
 * The running update (1-a) old + a batch, or old + a (batch - old), or with 1-a rounded first: four roundings of
 * terms as large as |old| and |batch|, and a times the error of the batch statistic.
 */
export function runningBounds(
  given: Case,
  c: number,
  moments: ChannelMoments,
  statistics: StatisticsBound,
  conventions: Conventions,
  arithmetic: Arithmetic,
): { readonly mean: RunningBound; readonly variance: RunningBound } {
  const { u, eta, largest } = arithmetic;
  const a = given.exponentialAverageFactor;
  const bounded = (old: number, batch: number, error: number, errors: readonly BoundTerm[]): RunningBound => {
    const size = Math.abs(old) + Math.abs(batch) + error;
    const terms = [
      ...scaledTerms(errors, a),
      { name: 'rounding of the update', value: 4 * u * size },
      { name: 'underflow', value: 4 * eta },
    ];
    const inRange = 2 * size < largest;
    return { bound: inRange ? finiteOrInfinite(totalOf(terms)) : Number.POSITIVE_INFINITY, terms };
  };
  const factor = correctionFactor(moments.m, conventions.runningVarianceCorrection);
  const variance = moments.variance * factor;
  const varianceTerms = [
    ...scaledTerms(statistics.varianceTerms, factor),
    { name: 'rounding of the correction', value: 3 * u * variance },
  ];
  const dVariance = statistics.variance * factor + 3 * u * variance;
  return {
    mean: bounded(given.runningMean[c]!, moments.mean, statistics.mean, statistics.meanTerms),
    variance: bounded(given.runningVariance[c]!, variance, dVariance, varianceTerms),
  };
}
