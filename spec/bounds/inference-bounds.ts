import type { Case, Conventions } from '../contract.ts';
import { layoutOf, positionOf } from '../layout.ts';
import { affineBound } from './affine.ts';
import type { Arithmetic } from './arithmetic.ts';
import { finiteOrInfinite, normalizedBound } from './normalized.ts';
import { remembered } from './remembered.ts';
import { invStdOf, type Scale } from './scale.ts';

/** The scale of inference: the statistics are given, so only 6 u of r remain. NaN or infinite as the definition. */
export function runningScale(
  variance: number,
  epsilon: number,
  conventions: Conventions,
  arithmetic: Arithmetic,
): Scale {
  const r = invStdOf(variance, epsilon, conventions);
  const dr = 6 * arithmetic.u * r;
  return { r, dr, rounding: dr, rHigh: r + dr };
}

/** Bound of the inference output; infinite where r is (running variance and epsilon cancel or vanish). */
export const inferenceBounds = remembered(computeInferenceBounds);

function computeInferenceBounds(given: Case, conventions: Conventions, arithmetic: Arithmetic): Float64Array {
  const layout = layoutOf(given.shape, given.channelAxis);
  const bounds = new Float64Array(given.input.length);
  for (let c = 0; c < layout.channels; c++) {
    const mean = given.runningMean[c]!;
    const scale = runningScale(given.runningVariance[c]!, given.epsilon, conventions, arithmetic);
    for (let j = 0; j < layout.m; j++) {
      const at = positionOf(layout, c, j);
      const x = given.input[at]!;
      const folds = (Math.abs(x) + Math.abs(mean)) * Math.max(1, scale.rHigh);
      const normalized = normalizedBound(x, mean, 0, scale, arithmetic);
      bounds[at] = finiteOrInfinite(
        affineBound(normalized, given.gamma?.[c] ?? 1, given.beta?.[c] ?? 0, folds, arithmetic),
      );
    }
  }
  return bounds;
}
