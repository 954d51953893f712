import * as tf from '@tensorflow/tfjs-core';
import {
  type BatchNormLayer,
  batchNormLayers,
  initialParameters,
  logitsOf,
  type Normalize,
  type Parameter,
} from './digit-network.ts';
import { type Digits, mnistDigits, select } from './mnist-digits.ts';
import { seededRandom } from './seeded-random.ts';
import { gradientsOf, imagesOf, type Seen } from './training-step.ts';

const HELD_OUT = 1000;
/** High enough that a relu channel dies on the way, as happens in practice. */
const LEARNING_RATE = 0.4;

/** One batch-norm layer at one step: what it saw, and its state before that step changed it. */
export interface LayerRecord {
  readonly layer: BatchNormLayer;
  readonly seen: Seen;
  readonly gamma: Float32Array;
  readonly beta: Float32Array;
  readonly runningMean: Float32Array;
  readonly runningVariance: Float32Array;
}

export interface StepRecord {
  readonly step: number;
  readonly loss: number;
  readonly heldOutAccuracy: number;
  readonly layers: readonly LayerRecord[];
}

interface RunningStatistics {
  readonly runningMean: Float32Array;
  readonly runningVariance: Float32Array;
}

interface State {
  readonly parameters: readonly Parameter[];
  readonly running: ReadonlyMap<string, RunningStatistics>;
}

/**
 * Trains by plain stochastic gradient descent until the last of `recorded` (steps count from 1), and gives
 * the record of each of them. All of initialization, split and order of the images follows from `seed`.
 */
export function trainingRun(
  seed: number,
  batchSize: number,
  recorded: readonly number[],
): readonly StepRecord[] {
  const random = seededRandom(seed);
  const digits = mnistDigits();
  const order = random.permutation(digits.labels.length);
  const heldOut = select(digits, order.slice(0, HELD_OUT));
  const train = order.slice(HELD_OUT);
  const state: State = {
    parameters: initialParameters(random),
    running: new Map(batchNormLayers.map(({ name, channels }) => [name, initialStatistics(channels)])),
  };
  const records: StepRecord[] = [];
  let epoch: readonly number[] = [];
  for (let step = 1; step <= Math.max(...recorded); step++) {
    if (epoch.length < batchSize) epoch = random.permutation(train.length).map((index) => train[index]!);
    const batch = select(digits, epoch.slice(0, batchSize));
    epoch = epoch.slice(batchSize);
    const { loss, gradients, seen } = gradientsOf(batch, state.parameters);
    if (recorded.includes(step)) {
      records.push({ step, loss, heldOutAccuracy: accuracy(heldOut, state), layers: layersOf(state, seen) });
    }
    descend(state, gradients, seen);
  }
  return records;
}

function initialStatistics(channels: number): RunningStatistics {
  return { runningMean: new Float32Array(channels), runningVariance: new Float32Array(channels).fill(1) };
}

function layersOf({ parameters, running }: State, seen: ReadonlyMap<string, Seen>): readonly LayerRecord[] {
  const copy = (name: string) => parameters.find((parameter) => parameter.name === name)!.data.slice();
  return batchNormLayers.map((layer) => ({
    layer,
    seen: seen.get(layer.name)!,
    gamma: copy(`${layer.name}.gamma`),
    beta: copy(`${layer.name}.beta`),
    runningMean: running.get(layer.name)!.runningMean.slice(),
    runningVariance: running.get(layer.name)!.runningVariance.slice(),
  }));
}

/** Changes the state in place: one step of descent, and one move of the running statistics. */
function descend(
  { parameters, running }: State,
  gradients: ReadonlyMap<string, Float32Array>,
  seen: ReadonlyMap<string, Seen>,
): void {
  for (const { name, data } of parameters) {
    const gradient = gradients.get(name)!;
    data.forEach((value, index) => {
      data[index] = value - LEARNING_RATE * gradient[index]!;
    });
  }
  for (const { name, exponentialAverageFactor } of batchNormLayers) {
    const { runningMean, runningVariance } = running.get(name)!;
    const { batchMean, batchVariance } = seen.get(name)!;
    moveTowards(runningMean, batchMean, exponentialAverageFactor);
    moveTowards(runningVariance, batchVariance, exponentialAverageFactor);
  }
}

function moveTowards(average: Float32Array, batch: Float32Array, factor: number): void {
  average.forEach((value, index) => {
    average[index] = (1 - factor) * value + factor * batch[index]!;
  });
}

function accuracy(digits: Digits, { parameters, running }: State): number {
  return tf.tidy(() => {
    const byName = new Map(parameters.map(({ name, data, shape }) => [name, tf.tensor(data, [...shape])]));
    const normalize: Normalize = ({ name, epsilon }, input) => {
      const { runningMean, runningVariance } = running.get(name)!;
      const invStd = tf.rsqrt(tf.add(tf.tensor1d(runningVariance), epsilon));
      const scaled = tf.mul(
        tf.mul(tf.sub(input, tf.tensor1d(runningMean)), invStd),
        byName.get(`${name}.gamma`)!,
      );
      return tf.add(scaled, byName.get(`${name}.beta`)!);
    };
    const answers = tf.argMax(logitsOf(imagesOf(digits), byName, normalize), 1).dataSync();
    const right = digits.labels.filter((label, index) => label === answers[index]);
    return right.length / digits.labels.length;
  });
}
