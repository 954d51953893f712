/**
 * The statistical assertions of Keras's test_correctness (keras/src/layers/normalization/batch_normalization_test.py): a layer
 * with momentum 0, epsilon 1e-3, gamma 1 and beta 0 normalizes normal numbers of mean 5 and deviation 10 three times over; then
 * the mean and deviation of the output, and the running statistics, must be 0 and 1 within 1e-3 (and 1e-6 of the expected value).
 * Two shapes, two axes, running statistics that begin at 0 or 1. Not replicated: masks, and inference compared with training.
 * A declared correction of a variance is taken out before it is compared; epsilon outside the root is not examined.
 */
import { randomFrom } from '../../../../spec/arbitraries/random.ts';
import type { Subject, TrainingResult } from '../../../../spec/contract.ts';
import { layoutOf, positionOf } from '../../../../spec/layout.ts';
import { caseOf, requestsOf } from './case-of.ts';
import { answerNow, compareAll, firstRejection, type Rival } from './rival.ts';

const shapes = [
  [5, 2, 3],
  [5, 3, 3, 2],
];
const PASSES = 3;

const isClose = (actual: number, expected: number) =>
  Math.abs(actual - expected) <= 1e-3 + 1e-6 * Math.abs(expected);

function* checks(subject: Subject): Generator<string | null> {
  if (subject.conventions.epsilonPlacement === 'outside') return;
  const random = randomFrom(0);
  for (const shape of shapes) {
    for (const channelAxis of [shape.length - 1, 1]) {
      for (const initialMean of [0, 1]) {
        for (const initialVariance of [0, 1]) {
          const input = Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () =>
            Math.fround(5 + 10 * random.normal()),
          );
          yield* checkLayer(subject, input, { shape, channelAxis, initialMean, initialVariance });
        }
      }
    }
  }
}

interface Setting {
  readonly shape: readonly number[];
  readonly channelAxis: number;
  readonly initialMean: number;
  readonly initialVariance: number;
}

function* checkLayer(subject: Subject, input: Float32Array, setting: Setting): Generator<string | null> {
  const { shape, channelAxis, initialMean, initialVariance } = setting;
  const layout = layoutOf(shape, channelAxis);
  const { channels, m } = layout;
  const ones = () => new Float32Array(channels).fill(1);
  let state = {
    runningMean: ones().fill(initialMean),
    runningVariance: ones().fill(initialVariance),
  };
  let output = input;
  for (let pass = 0; pass < PASSES; pass++) {
    const given = caseOf({
      shape,
      channelAxis,
      input: output,
      gamma: ones(),
      beta: ones().fill(0),
      epsilon: Math.fround(1e-3),
      ...state,
    });
    const result = answerNow<TrainingResult>(subject, requestsOf.training(given));
    output = result.output.data as Float32Array;
    const { runningMean, runningVariance } = result;
    if (!(runningMean instanceof Float32Array && runningVariance instanceof Float32Array)) {
      yield 'the running statistics are missing';
      return;
    }
    state = { runningMean: runningMean.slice(), runningVariance: runningVariance.slice() };
  }
  const columns = Array.from({ length: channels }, (_, c) =>
    Array.from({ length: m }, (_, j) => output[positionOf(layout, c, j)]!),
  );
  const { normalizingVarianceCorrection, runningVarianceCorrection } = subject.conventions;
  const corrected = (correction: number) => (correction === 1 ? m / (m - 1) : 1);
  const constant = (value: number) => new Array<number>(channels).fill(value);
  const means = Float32Array.from(columns, meanOf);
  const normalizing = corrected(normalizingVarianceCorrection);
  const deviations = Float32Array.from(columns, (column) => deviationOf(column) * Math.sqrt(normalizing));
  const scale = normalizing / corrected(runningVarianceCorrection);
  const runningVariance = state.runningVariance.map((value) => value * scale);
  yield compareAll('the mean of the output', means, constant(0), isClose);
  yield compareAll('the deviation of the output', deviations, constant(1), isClose);
  yield compareAll('the running mean', state.runningMean, constant(0), isClose);
  yield compareAll('the running variance', runningVariance, constant(1), isClose);
}

const meanOf = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

function deviationOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)));
}

export const kerasRival: Rival = {
  name: 'Keras',
  title: 'statistics of the output, 1e-3',
  rejection: (subject) => firstRejection(checks(subject)),
};
