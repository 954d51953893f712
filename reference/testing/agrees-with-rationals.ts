import fc from 'fast-check';
import type { Case, Conventions, Dtype, Oracle } from '../../spec/contract.ts';
import { arbitraryConventions } from './arbitrary-case.ts';
import { type CaseKind, oneChannelCases } from './one-channel-cases.ts';
import { isNearest } from './rational/is-nearest.ts';
import type { Quadratic } from './rational/quadratic.ts';
import {
  rationalChannel,
  rationalInference,
  rationalInferenceGradient,
  rationalTraining,
  rationalTrainingGradient,
} from './rational/rational-batch-norm.ts';

type Exact = Readonly<Record<string, readonly (Quadratic | null)[]>>;

const operations = {
  training: rationalTraining,
  inference: rationalInference,
  trainingGradient: rationalTrainingGradient,
  inferenceGradient: rationalInferenceGradient,
} as const;

/** Generates `numRuns` cases and throws, by fast-check, at the first in which the oracle is not correctly rounded. */
export function assertAgreesWithRationals(
  oracle: Oracle,
  dtype: Dtype,
  kind: CaseKind,
  parameters: { readonly seed: number; readonly numRuns: number },
): void {
  const check = (given: Case, conventions: Conventions) => {
    const disagreement = firstDisagreement(oracle, dtype, given, conventions);
    if (disagreement !== null) throw new Error(disagreement);
  };
  fc.assert(fc.property(oneChannelCases[kind], arbitraryConventions, check), parameters);
}

/**
 * The first value of an oracle, as a sentence, that is not the number nearest to the exact result of a case with one
 * channel; null where all are, in all four operations. Where the result has no finite value, neither may the oracle's.
 */
export function firstDisagreement(
  oracle: Oracle,
  dtype: Dtype,
  given: Case,
  conventions: Conventions,
): string | null {
  const channel = rationalChannel(given, conventions);
  for (const [operation, exactResults] of Object.entries(operations)) {
    const results = oracle[operation as keyof typeof operations](given, conventions);
    const exact: Exact = exactResults(channel, conventions);
    for (const [name, values] of Object.entries(results) as [string, Float64Array][]) {
      for (const [position, value] of values.entries()) {
        const truth = exact[name]![position]!;
        const right = truth === null ? !Number.isFinite(value) : isNearest(truth, value, dtype);
        if (!right) return `${operation}: ${name}[${position}] is ${value}, which is not nearest in ${dtype}`;
      }
    }
  }
  return null;
}
