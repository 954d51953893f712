import type { Case, Conventions } from '../contract.ts';
import { layoutOf } from '../layout.ts';
import type { Arithmetic } from './arithmetic.ts';
import { channelMoments } from './channel-moments.ts';
import { finiteOrInfinite } from './normalized.ts';
import { boundOutputs } from './output-bounds.ts';
import { remembered } from './remembered.ts';
import { runningBounds } from './running-bounds.ts';
import { statisticsBound } from './statistics-bound.ts';

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
    bounds.runningMean[c] = running.mean.bound;
    bounds.runningVariance[c] = running.variance.bound;
    boundOutputs(
      bounds.output,
      given,
      layout,
      c,
      moments.mean,
      statistics.centring,
      statistics.scale,
      arithmetic,
    );
  }
  return bounds;
}
