import { referenceOracle } from '../../../reference/batch-norm.ts';
import { compare } from '../../compare.ts';
import type { Case, Conventions, Oracle, Values } from '../../contract.ts';
import { type Arithmetic, arithmeticOf, type Format } from '../arithmetic.ts';
import { inferenceGradientBounds, trainingGradientBounds } from '../gradient-bounds.ts';
import { inferenceBounds } from '../inference-bounds.ts';
import { trainingBounds } from '../training-bounds.ts';

/** The quantities that have bounds; those of inference under names of their own. */
export const quantities = [
  'output',
  'batchMean',
  'batchVariance',
  'invStd',
  'runningMean',
  'runningVariance',
  'inferenceOutput',
  'gradInput',
  'gradGamma',
  'gradBeta',
  'inferenceGradInput',
  'inferenceGradGamma',
  'inferenceGradBeta',
] as const;

export type Quantity = (typeof quantities)[number];

/** What an execution gave; what it did not show is absent. */
export type Quantities = Partial<Record<Quantity, Values>>;

/** A number for each element of each quantity: what is expected, or its bound. */
export type All = Record<Quantity, Float64Array>;

/** The expected value of every quantity, by the float64 reference or another oracle. */
export function expectedOf(given: Case, conventions: Conventions, oracle: Oracle = referenceOracle): All {
  const inference = oracle.inferenceGradient(given, conventions);
  return {
    ...oracle.training(given, conventions),
    ...oracle.trainingGradient(given, conventions),
    inferenceOutput: oracle.inference(given, conventions).output,
    inferenceGradInput: inference.gradInput,
    inferenceGradGamma: inference.gradGamma,
    inferenceGradBeta: inference.gradBeta,
  };
}

/** The bound of every quantity. */
export function boundsOf(given: Case, conventions: Conventions, arithmetic: Arithmetic): All {
  const inference = inferenceGradientBounds(given, conventions, arithmetic);
  return {
    ...trainingBounds(given, conventions, arithmetic),
    ...trainingGradientBounds(given, conventions, arithmetic),
    inferenceOutput: inferenceBounds(given, conventions, arithmetic),
    inferenceGradInput: inference.gradInput,
    inferenceGradGamma: inference.gradGamma,
    inferenceGradBeta: inference.gradBeta,
  };
}

/** The largest error / bound of each quantity of an execution in a format. */
export function worstRatios(
  actual: Quantities,
  expected: All,
  bounds: All,
  format: Format = 'float32',
): Readonly<Partial<Record<Quantity, number>>> {
  const { largest } = arithmeticOf(format);
  const shown = quantities.filter((quantity) => actual[quantity] !== undefined);
  return Object.fromEntries(
    shown.map((quantity) => {
      const { ratio } = compare(quantity, actual[quantity]!, expected[quantity], bounds[quantity], largest);
      return [quantity, ratio];
    }),
  );
}
