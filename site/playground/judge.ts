import { createExactOracle } from '../../reference/exact-oracle.ts';
import { arithmeticOf } from '../../spec/bounds/arithmetic.ts';
import { trainingGradientBounds } from '../../spec/bounds/gradient-bounds.ts';
import { inferenceBounds } from '../../spec/bounds/inference-bounds.ts';
import { trainingBounds } from '../../spec/bounds/training-bounds.ts';
import { ratioOf } from '../../spec/compare.ts';
import type { Case, Conventions, GradientResult, InferenceResult } from '../../spec/contract.ts';
import type { Subject, TrainingResult, Values } from '../../spec/contract.ts';
import { requestFor } from '../../src/harness/create-context.ts';

/** One number of a result, judged. */
export interface Judged {
  readonly expected: number;
  /** Null where the subject does not show it. */
  readonly actual: number | null;
  readonly bound: number;
  /** error / bound; above 1 it is wrong. */
  readonly ratio: number;
}

/** One quantity, element by element. */
export interface Quantity {
  readonly name: string;
  readonly elements: readonly Judged[];
  /** The largest ratio of its elements. */
  readonly worst: number;
}

export type Report = { readonly quantities: readonly Quantity[] } | { readonly refused: string };

const oracle = createExactOracle();
const arithmetic = arithmeticOf('float32');

const statistics = ['batchMean', 'batchVariance', 'invStd', 'runningMean', 'runningVariance'] as const;

/** Runs a training call and judges all that it gives by the exact results, each under its derived bound. */
export async function judgeTraining(
  subject: Subject,
  given: Case,
  conventions: Conventions,
): Promise<Report> {
  const expected = oracle.training(given, conventions);
  const bounds = trainingBounds(given, conventions, arithmetic);
  try {
    const result = (await subject.run(requestFor('training', given, subject, null))) as TrainingResult;
    return {
      quantities: [
        ...statistics.map((name) => {
          return quantity(name, result[name], expected[name], bounds[name]);
        }),
        quantity('output', result.output.data, expected.output, bounds.output),
      ],
    };
  } catch (error) {
    return { refused: (error as Error).message };
  }
}

/** The same for an inference call, which shows nothing but its output. */
export async function judgeInference(
  subject: Subject,
  given: Case,
  conventions: Conventions,
): Promise<Report> {
  const expected = oracle.inference(given, conventions);
  const bounds = inferenceBounds(given, conventions, arithmetic);
  try {
    const result = await subject.run(requestFor('inference', given, subject, null));
    return {
      quantities: [quantity('output', (result as InferenceResult).output.data, expected.output, bounds)],
    };
  } catch (error) {
    return { refused: (error as Error).message };
  }
}

/** The same for the gradients of a training call. */
export async function judgeGradient(
  subject: Subject,
  given: Case,
  conventions: Conventions,
): Promise<Report> {
  const expected = oracle.trainingGradient(given, conventions);
  const bounds = trainingGradientBounds(given, conventions, arithmetic);
  try {
    const request = requestFor('trainingGradient', given, subject, null);
    const result = (await subject.run(request)) as GradientResult;
    return {
      quantities: [
        quantity('gradInput', result.gradInput.data, expected.gradInput, bounds.gradInput),
        ...(['gradGamma', 'gradBeta'] as const).map((name) => {
          return quantity(name, result[name] ?? undefined, expected[name], bounds[name]);
        }),
      ],
    };
  } catch (error) {
    return { refused: (error as Error).message };
  }
}

function quantity(name: string, actual: Values | undefined, expected: Values, bounds: Values): Quantity {
  const elements = Array.from(expected, (value, at): Judged => {
    const own = actual?.[at] ?? null;
    const bound = bounds[at]!;
    return {
      expected: value,
      actual: own,
      bound,
      ratio: own === null ? 0 : ratioOf(own, value, bound, arithmetic.largest),
    };
  });
  return { name, elements, worst: elements.reduce((worst, { ratio }) => Math.max(worst, ratio), 0) };
}
