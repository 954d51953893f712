import { type Arithmetic, arithmeticOf } from '../../spec/bounds/arithmetic.ts';
import { inferenceGradientBounds, trainingGradientBounds } from '../../spec/bounds/gradient-bounds.ts';
import { inferenceBounds } from '../../spec/bounds/inference-bounds.ts';
import { trainingBounds } from '../../spec/bounds/training-bounds.ts';
import type { Case, Conventions, ExpectedGradient, Oracle } from '../../spec/contract.ts';
import { layoutOf } from '../../spec/layout.ts';
import { caseOfRequest, type SingleRequest } from './case-of-request.ts';
import { emptyBatchExpectations } from './empty-batch.ts';
import { poisonedInference, poisonedTraining, withoutPoison } from './poisoned.ts';
import type { Expectations, Expected, Quantity } from './vector.ts';
import { writtenBound } from './written-bound.ts';

/** What is expected of a call and by how much each element may miss it, before bounds are rounded for writing. */
export type RawExpectations = Partial<
  Record<Quantity, { readonly values: Float64Array; readonly bounds: Float64Array }>
>;

/**
 * What a call on float32 numbers must give under the conventions: exact results, and the bounds of the class in the arithmetic.
 *
 * Elements that a NaN or an infinity goes into must not be finite; an empty batch follows its policy. The request must be sound.
 */
export function expectedOfCall(
  request: SingleRequest,
  conventions: Conventions,
  oracle: Oracle,
  arithmetic: Arithmetic = arithmeticOf('float32'),
): Expectations {
  const given = caseOfRequest(request);
  const raw = rawExpectations(request, given, conventions, oracle, arithmetic);
  const entries = Object.entries(raw).map(([quantity, { values, bounds }]): [string, Expected] => {
    const whole = quantity === 'output' || quantity === 'gradInput';
    const shape = whole ? [...given.shape] : [values.length];
    return [quantity, { shape, values, bounds: bounds.map((bound, at) => writtenBound(bound, values[at]!)) }];
  });
  return Object.fromEntries(entries);
}

function rawExpectations(
  request: SingleRequest,
  given: Case,
  conventions: Conventions,
  oracle: Oracle,
  arithmetic: Arithmetic,
): RawExpectations {
  const { m } = layoutOf(given.shape, given.channelAxis);
  const clean = withoutPoison(given);
  switch (request.operation) {
    case 'training':
      if (m === 0) return emptyBatchExpectations(given, conventions, arithmetic);
      return poisonedTraining(given, trainingExpectations(clean, conventions, oracle, arithmetic));
    case 'inference': {
      const bounds = inferenceBounds(clean, conventions, arithmetic);
      const values = oracle.inference(clean, conventions).output;
      return poisonedInference(given, { values, bounds: withRootless(clean, conventions, bounds) });
    }
    case 'trainingGradient': {
      const bounds = trainingGradientBounds(given, conventions, arithmetic);
      return gradientExpectations(given, oracle.trainingGradient(given, conventions), bounds);
    }
    case 'inferenceGradient': {
      const bounds = inferenceGradientBounds(given, conventions, arithmetic);
      return gradientExpectations(given, oracle.inferenceGradient(given, conventions), bounds);
    }
  }
}

const corrections = [
  [0, 'runningVariance'],
  [1, 'runningVarianceCorrected'],
] as const;

/** Both running variances where the conventions leave the running one uncorrected; else `runningVariance` follows them. */
function trainingExpectations(
  given: Case,
  conventions: Conventions,
  oracle: Oracle,
  arithmetic: Arithmetic,
): RawExpectations {
  const { runningVariance: _, ...values } = oracle.training(given, conventions);
  const bounds = trainingBounds(given, conventions, arithmetic);
  const result: RawExpectations = {};
  for (const name of Object.keys(values) as (keyof typeof values)[]) {
    result[name] = { values: values[name], bounds: bounds[name] };
  }
  for (const [runningVarianceCorrection, name] of corrections) {
    if (runningVarianceCorrection < conventions.runningVarianceCorrection) continue;
    const custom = { ...conventions, runningVarianceCorrection };
    const key = conventions.runningVarianceCorrection === 1 ? 'runningVariance' : name;
    result[key] = {
      values: oracle.training(given, custom).runningVariance,
      bounds: trainingBounds({ ...given }, custom, arithmetic).runningVariance,
    };
  }
  return result;
}

/** Where the running variance is so negative that there is no root, NaN must come, and silence would hide a broken state. */
function withRootless(given: Case, conventions: Conventions, bounds: Float64Array): Float64Array {
  if (conventions.epsilonPlacement === 'outside') return bounds;
  const { channels, inner } = layoutOf(given.shape, given.channelAxis);
  const epsilon = Math.max(given.epsilon, conventions.epsilonFloor);
  return bounds.map((bound, at) => {
    const variance = given.runningVariance[Math.floor(at / inner) % channels]!;
    return Math.fround(variance + epsilon) < 0 ? 0 : bound;
  });
}

function gradientExpectations(
  given: Case,
  values: ExpectedGradient,
  bounds: ExpectedGradient,
): RawExpectations {
  const of = (name: keyof ExpectedGradient) => ({ values: values[name], bounds: bounds[name] });
  return {
    gradInput: of('gradInput'),
    ...(given.gamma === null ? {} : { gradGamma: of('gradGamma') }),
    ...(given.beta === null ? {} : { gradBeta: of('gradBeta') }),
  };
}
