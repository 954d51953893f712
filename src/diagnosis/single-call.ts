import { inferenceGradientBounds, trainingGradientBounds } from '../../spec/bounds/gradient-bounds.ts';
import { inferenceBounds } from '../../spec/bounds/inference-bounds.ts';
import { trainingBounds } from '../../spec/bounds/training-bounds.ts';
import { type Arithmetic, arithmeticOf } from '../../spec/bounds/arithmetic.ts';
import type { Case, Conventions } from '../../spec/contract.ts';
import { layoutOf } from '../../spec/layout.ts';
import type { CaseOperation } from '../../spec/property.ts';
import { requestFor } from '../harness/create-context.ts';
import type { Aspect } from './aspect.ts';
import type { Bounds, ProbeCall } from './probe.ts';

/** The candidates compute in float32, so that is what their numbers are good for, whatever the subject's dtype. */
const arithmetic: Arithmetic = arithmeticOf('float32');

/** One operation on one case. */
export function singleCall(
  operation: CaseOperation,
  given: Case,
  how: Partial<Pick<ProbeCall, 'repeats' | 'request'>> & { readonly words?: string } = {},
): ProbeCall {
  const { words = '', ...changes } = how;
  return {
    label: `${operation}${words}`,
    aspect: aspectOfCase(operation, given),
    given,
    request: (subject, way) => requestFor(operation, given, subject, way),
    bounds: (conventions) => boundsOf(operation, given, conventions),
    ...changes,
  };
}

/** The bounds of the results of an operation. */
export function boundsOf(operation: CaseOperation, given: Case, conventions: Conventions): Bounds {
  switch (operation) {
    case 'training':
      return given.input.length === 0 ? emptyBatchBounds(given) : trainingBoundsOf(given, conventions);
    case 'inference':
      return { output: inferenceBounds(given, conventions, arithmetic) };
    case 'trainingGradient':
      return { ...trainingGradientBounds(given, conventions, arithmetic) };
    case 'inferenceGradient':
      return { ...inferenceGradientBounds(given, conventions, arithmetic) };
  }
}

/**
 * The bounds of a training call, those of the running statistics as if the batch came in with its full weight: a fault in the average may
 * let in more of the batch, and of its error, than the factor says.
 */
function trainingBoundsOf(given: Case, conventions: Conventions): Bounds {
  const whole = { ...given, exponentialAverageFactor: 1 };
  const { runningMean, runningVariance } = trainingBounds(whole, conventions, arithmetic);
  return { ...trainingBounds(given, conventions, arithmetic), runningMean, runningVariance };
}

/** An empty batch keeps the running statistics or scales them by 1 - a, of which nothing but two roundings can be wrong. */
function emptyBatchBounds({ runningMean, runningVariance }: Case): Bounds {
  const bound = (old: number) => 4 * arithmetic.u * Math.abs(old) + 4 * arithmetic.eta;
  return {
    runningMean: Float64Array.from(runningMean, bound),
    runningVariance: Float64Array.from(runningVariance, bound),
  };
}

/** Where conventions differ most, and where NaN is an answer, a call is of another side than the numbers. */
function aspectOfCase(operation: CaseOperation, given: Case): Aspect {
  const trains = operation === 'training' || operation === 'trainingGradient';
  if (trains && layoutOf(given.shape, given.channelAxis).m <= 1) return 'degenerate';
  return isSpecial(given) ? 'special' : 'numbers';
}

/** True where the definition itself gives NaN or an infinity somewhere. */
export function isSpecial(given: Case): boolean {
  return (
    given.input.some((x) => !Number.isFinite(x)) ||
    given.runningVariance.some((variance) => !(variance >= 0 && variance + given.epsilon > 0))
  );
}
