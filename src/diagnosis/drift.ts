/**
 * What an error of the running statistics does to an inference call, to be added to its bound.
 *
 * With the mean off by dm and the variance by dv, 1/sqrt(v + epsilon) is off by dr, the far end of its interval; so z = (x - mean) r is off
 * by at most dz = dm (r + dr) + |x - mean| dr, the output by |gamma| dz, gradInput = gamma g r by |gamma g| dr, and gradGamma = sum(g z) by
 * sum(|g| dz).
 */
import { arithmeticOf } from '../../spec/bounds/arithmetic.ts';
import { scaleInterval } from '../../spec/bounds/scale.ts';
import type { Case, Conventions } from '../../spec/contract.ts';
import { layoutOf, positionOf } from '../../spec/layout.ts';
import type { Bounds } from './probe.ts';

const arithmetic = arithmeticOf('float32');

/** How far running statistics may be off, per channel. */
export interface Drift {
  readonly runningMean: Float64Array;
  readonly runningVariance: Float64Array;
}

/** The bounds of a call by given running statistics, for a subject whose own are off by so much. */
export function withDrift(bounds: Bounds, given: Case, conventions: Conventions, drift: Drift): Bounds {
  const layout = layoutOf(given.shape, given.channelAxis);
  const output = bounds.output?.slice();
  const gradInput = bounds.gradInput?.slice();
  const gradGamma = bounds.gradGamma?.slice();
  for (let c = 0; c < layout.channels; c++) {
    const variance = given.runningVariance[c]!;
    const dv = drift.runningVariance[c]!;
    const { dr, rHigh } = scaleInterval(variance, dv, given.epsilon, conventions, arithmetic);
    const gamma = Math.abs(given.gamma?.[c] ?? 1);
    for (let j = 0; j < layout.m; j++) {
      const at = positionOf(layout, c, j);
      const g = Math.abs(given.gradOutput[at]!);
      const deviation = Math.abs(given.input[at]! - given.runningMean[c]!);
      const dz = drift.runningMean[c]! * rHigh + deviation * dr;
      if (output !== undefined) output[at] = orInfinite(output[at]! + gamma * dz);
      if (gradInput !== undefined) gradInput[at] = orInfinite(gradInput[at]! + gamma * g * dr);
      if (gradGamma !== undefined) gradGamma[c] = orInfinite(gradGamma[c]! + g * dz);
    }
  }
  return {
    ...bounds,
    ...(output === undefined ? {} : { output }),
    ...(gradInput === undefined ? {} : { gradInput }),
    ...(gradGamma === undefined ? {} : { gradGamma }),
  };
}

function orInfinite(bound: number): number {
  return Number.isFinite(bound) ? bound : Number.POSITIVE_INFINITY;
}
