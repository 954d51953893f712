import type { Case, Conventions } from '../contract.ts';
import { layoutOf, positionOf } from '../layout.ts';
import type { Arithmetic } from './arithmetic.ts';
import { type ChannelMoments, channelMoments } from './channel-moments.ts';
import { affineBound, finiteOrInfinite, normalizedBound } from './normalized.ts';
import { remembered } from './remembered.ts';
import { correctionFactor, statisticsBound } from './scale.ts';

/** Bounds of everything a training call gives, shaped like the results. */
export interface TrainingBounds {
  readonly output: Float64Array;
  readonly batchMean: Float64Array;
  readonly batchVariance: Float64Array;
  readonly invStd: Float64Array;
  readonly runningMean: Float64Array;
  readonly runningVariance: Float64Array;
}

/**
 * Bounds of a training call; infinite where the definition or a sound subject's intermediates leave the
 * range of numbers, which makes those elements vacuous.
 *
 * The running update (1-a) old + a batch, or old + a (batch - old), or with 1-a rounded first: four roundings of
 * terms as large as |old| and |batch|, and a times the error of the batch statistic.
 */
export const trainingBounds = remembered(computeTrainingBounds);

function computeTrainingBounds(
  given: Case,
  conventions: Conventions,
  arithmetic: Arithmetic,
): TrainingBounds {
  const layout = layoutOf(given.shape, given.channelAxis);
  const perChannel = () => new Float64Array(layout.channels);
  const bounds = {
    output: new Float64Array(given.input.length),
    batchMean: perChannel(),
    batchVariance: perChannel(),
    invStd: perChannel(),
    runningMean: perChannel(),
    runningVariance: perChannel(),
  };
  for (let c = 0; c < layout.channels; c++) {
    const moments = channelMoments(given.input, layout, c);
    const statistics = statisticsBound(moments, given.epsilon, conventions, arithmetic);
    bounds.batchMean[c] = finiteOrInfinite(statistics.mean);
    bounds.batchVariance[c] = finiteOrInfinite(statistics.variance);
    bounds.invStd[c] = finiteOrInfinite(statistics.scale.dr);
    const running = runningBounds(given, c, moments, statistics, conventions, arithmetic);
    bounds.runningMean[c] = running.mean;
    bounds.runningVariance[c] = running.variance;
    const gamma = given.gamma?.[c] ?? 1;
    const beta = given.beta?.[c] ?? 0;
    for (let j = 0; j < layout.m; j++) {
      const at = positionOf(layout, c, j);
      const x = given.input[at]!;
      const normalized = normalizedBound(x, moments.mean, statistics.mean, statistics.scale, arithmetic);
      const folds = (Math.abs(x) + Math.abs(moments.mean)) * statistics.scale.rHigh;
      bounds.output[at] = finiteOrInfinite(affineBound(normalized, gamma, beta, folds, arithmetic));
    }
  }
  return bounds;
}

function runningBounds(
  given: Case,
  c: number,
  moments: ChannelMoments,
  statistics: { readonly mean: number; readonly variance: number },
  conventions: Conventions,
  arithmetic: Arithmetic,
): { mean: number; variance: number } {
  const { u, eta, largest } = arithmetic;
  const a = given.exponentialAverageFactor;
  const factor = correctionFactor(moments.m, conventions.runningVarianceCorrection);
  const variance = moments.variance * factor;
  const bound = (old: number, batch: number, error: number): number => {
    if (!(2 * (Math.abs(old) + Math.abs(batch) + error) < largest)) return Number.POSITIVE_INFINITY;
    return finiteOrInfinite(a * error + 4 * u * (Math.abs(old) + Math.abs(batch) + error) + 4 * eta);
  };
  return {
    mean: bound(given.runningMean[c]!, moments.mean, statistics.mean),
    variance: bound(given.runningVariance[c]!, variance, statistics.variance * factor + 3 * u * variance),
  };
}
