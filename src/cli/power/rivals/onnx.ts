/**
 * The node tests of ONNX for batch normalization (onnx/backend/test/case/node/batch_normalization.py): a shape of 2x3x4x5, two
 * epsilons, inference and training mode; passed where |actual - expected| <= 1e-7 + 1e-3 |expected| for every element of the
 * output and, in training mode, of the running statistics. Replicated with normal numbers of its own.
 */
import { randomFrom } from '../../../../spec/arbitraries/random.ts';
import type { Case, InferenceResult, Subject, TrainingResult } from '../../../../spec/contract.ts';
import { caseOf, requestsOf } from './case-of.ts';
import { expectedFor } from './expected-for.ts';
import { answerNow, compareAll, firstRejection, type Rival } from './rival.ts';

const SHAPE = [2, 3, 4, 5];
const CHANNELS = 3;

/** The default, and that of the tests named "epsilon". */
const epsilons = [1e-5, 1e-2].map(Math.fround);

/** One minus the operator's default momentum. */
const exponentialAverageFactor = Math.fround(1 - 0.9);

const isClose = (actual: number, expected: number) =>
  Object.is(actual, expected) || Math.abs(actual - expected) <= 1e-7 + 1e-3 * Math.abs(expected);

const random = randomFrom(0);
const normal = (length: number) => Float32Array.from({ length }, random.normal);

const draw = (epsilon: number): Case =>
  caseOf({
    shape: SHAPE,
    channelAxis: 1,
    input: normal(SHAPE.reduce((a, b) => a * b)),
    gamma: normal(CHANNELS),
    beta: normal(CHANNELS),
    runningMean: normal(CHANNELS),
    runningVariance: Float32Array.from({ length: CHANNELS }, random.uniform),
    epsilon,
    exponentialAverageFactor,
  });

const inferenceCases = epsilons.map(draw);
const trainingCases = epsilons.map(draw);

function* checks(subject: Subject): Generator<string | null> {
  const expecting = expectedFor(subject);
  for (const given of inferenceCases) {
    const actual = answerNow<InferenceResult>(subject, requestsOf.inference(given));
    yield compareAll('the inference output', actual.output.data, expecting.inference(given).output, isClose);
  }
  for (const given of trainingCases) {
    const expected = expecting.training(given);
    const actual = answerNow<TrainingResult>(subject, requestsOf.training(given));
    yield compareAll('the training output', actual.output.data, expected.output, isClose);
    yield compareAll('the running mean', actual.runningMean, expected.runningMean, isClose);
    yield compareAll('the running variance', actual.runningVariance, expected.runningVariance, isClose);
  }
}

export const onnxRival: Rival = {
  name: 'ONNX',
  title: '4 node tests, rtol 1e-3, atol 1e-7',
  rejection: (subject) => firstRejection(checks(subject)),
};
