/**
 * The bnorm driver of oneDNN's benchdnn, for float32 on a CPU: forward and backward, with statistics from the batch and given
 * ones, with gamma and beta and without. Mean and variance must be exact; the output may be off by 6e-7 of its value, gradInput
 * likewise, the parameter gradients by 5e-6; a backward result may instead have a Euclidean error norm within that.
 *
 * Approximated: seven shapes of its own of the sizes of shapes_ci, a float64 reference instead of a float32 one, another random
 * source for the gradients. Not replicated: memory layouts, in-place calls, fused operations, other dtypes, bitwise mode.
 */
import type {
  Case,
  ExpectedGradient,
  GradientResult,
  InferenceResult,
  Subject,
  TrainingResult,
  Values,
} from '../../../../spec/contract.ts';
import { layoutOf } from '../../../../spec/layout.ts';
import { benchdnnCase } from './benchdnn-data.ts';
import { requestsOf } from './case-of.ts';
import { expectedFor } from './expected-for.ts';
import { answerNow, compareAll, firstRejection, type Rival } from './rival.ts';

const shapes = [
  [1, 16, 1],
  [2, 3, 5, 5],
  [2, 16, 7, 7],
  [5, 19, 3],
  [3, 10, 2, 3, 4],
  [64, 16],
  [2, 8, 9, 7],
];

const casesWith = (givenStatistics: boolean): readonly Case[] =>
  shapes.flatMap((shape) => [false, true].map((affine) => benchdnnCase(shape, { affine, givenStatistics })));

const trainingCases = casesWith(false);
const inferenceCases = casesWith(true);

const DATA = 6e-7;
const PARAMETERS = 5e-6;
const SMALL = 1e-5;
const FLOAT32_EPSILON = 2 ** -23;

/** The difference relative to the expected value; as it is where that is zero. */
const relative = (actual: number, expected: number) =>
  Math.abs(actual - expected) / (Math.abs(expected) > 2 ** -126 ? Math.abs(expected) : 1);

function isClose(actual: number, expected: number, threshold: number): boolean {
  const difference = Math.abs(actual - expected);
  if (Math.abs(expected) <= SMALL && difference < FLOAT32_EPSILON) return true;
  return (Math.abs(expected) > SMALL ? relative(actual, expected) : difference) <= threshold;
}

function* checks(subject: Subject): Generator<string | null> {
  for (const given of trainingCases) {
    // A subject may refuse a single element, which is no fault.
    const refuses = subject.conventions.oneElement === 'reject' && layoutOf(given.shape, 1).m === 1;
    if (!refuses) yield* checkTraining(subject, given);
  }
  for (const given of inferenceCases) yield* checkInference(subject, given);
}

function* checkTraining(subject: Subject, given: Case): Generator<string | null> {
  const expecting = expectedFor(subject);
  const expected = expecting.training(given);
  const actual = answerNow<TrainingResult>(subject, requestsOf.training(given));
  const exactly = (a: number, b: number) => a === Math.fround(b);
  yield compareAll('the mean', actual.batchMean, expected.batchMean, exactly);
  yield compareAll('the variance', actual.batchVariance, expected.batchVariance, exactly);
  yield compareOutput(actual.output.data, expected.output, given);
  const gradient = answerNow<GradientResult>(subject, requestsOf.trainingGradient(given));
  yield* checkGradient(gradient, expecting.trainingGradient(given), given);
}

function* checkInference(subject: Subject, given: Case): Generator<string | null> {
  const expecting = expectedFor(subject);
  const { output } = expecting.inference(given);
  const actual = answerNow<InferenceResult>(subject, requestsOf.inference(given));
  yield compareOutput(actual.output.data, output, given);
  const gradient = answerNow<GradientResult>(subject, requestsOf.inferenceGradient(given));
  yield* checkGradient(gradient, expecting.inferenceGradient(given), given);
}

/** With a beta that cancels most of the rest, the error may be measured by the rest. */
function compareOutput(actual: Values, expected: Float64Array, { shape, beta }: Case): string | null {
  const { channels, inner } = layoutOf(shape, 1);
  return compareAll('the output', actual, expected, (a, b, at) => {
    if (isClose(a, b, DATA)) return true;
    if (beta === null) return false;
    const rest = Math.abs(b - beta[Math.floor(at / inner) % channels]!);
    return rest > Math.abs(b) && Math.abs(a - b) <= DATA * rest;
  });
}

function* checkGradient(
  actual: GradientResult,
  expected: ExpectedGradient,
  given: Case,
): Generator<string | null> {
  yield compareGradient('gradInput', actual.gradInput.data, expected.gradInput, DATA);
  if (given.gamma === null) return;
  yield compareGradient('gradGamma', actual.gradGamma, expected.gradGamma, PARAMETERS);
  yield compareGradient('gradBeta', actual.gradBeta, expected.gradBeta, PARAMETERS);
}

function compareGradient(
  what: string,
  actual: Values | null | undefined,
  expected: Float64Array,
  threshold: number,
): string | null {
  const rejection = compareAll(what, actual, expected, (a, b) => isClose(a, b, threshold));
  if (rejection === null || actual?.length !== expected.length) return rejection;
  const norm = Math.hypot(...expected);
  const error = Math.hypot(...expected.map((value, i) => actual[i]! - value));
  return error <= threshold * (norm > 0 ? norm : 1) ? null : rejection;
}

export const benchdnnRival: Rival = {
  name: 'oneDNN benchdnn',
  title: 'exact data, thresholds 0, 6e-7 and 5e-6',
  rejection: (subject) => firstRejection(checks(subject)),
};
