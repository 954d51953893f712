import type { Case, Conventions } from '../contract.ts';
import { layoutOf } from '../layout.ts';
import type { Arithmetic } from './arithmetic.ts';
import { boundOutputs } from './output-bounds.ts';
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
    boundOutputs(bounds, given, layout, c, mean, 0, scale, arithmetic);
  }
  return bounds;
}
