import { layoutOf } from '../../../spec/layout.ts';
import { channelStatistics } from './channel-statistics.ts';
import { checkArguments } from './check-arguments.ts';
import { normalize } from './normalize.ts';

/** A dense row-major float32 tensor. */
export interface Float32Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** Arguments common to every operation. gamma null means ones, beta null zeros; one entry per channel. */
export interface BatchNormArguments {
  readonly input: Float32Tensor;
  readonly gamma: Float32Array | null;
  readonly beta: Float32Array | null;
  readonly epsilon: number;
  readonly channelAxis: number;
}

export interface RunningStatistics {
  readonly runningMean: Float32Array;
  readonly runningVariance: Float32Array;
}

export interface TrainingArguments extends BatchNormArguments, RunningStatistics {
  /** Weight of this batch in the running statistics, from 0 to 1. */
  readonly exponentialAverageFactor: number;
}

export interface TrainingOutput {
  readonly output: Float32Tensor;
  readonly batchMean: Float32Array;
  /** Biased: divided by m. */
  readonly batchVariance: Float32Array;
  readonly invStd: Float32Array;
  readonly runningMean: Float32Array;
  /** Its batch part is corrected by m/(m-1), where m is above 1. */
  readonly runningVariance: Float32Array;
}

/**
 * Batch norm with the statistics of this batch; gives new running statistics and changes none of its arguments.
 *
 * Grade `forward`: statistics in float64, one rounding a value. m = 1 gives beta. An empty batch gives an empty output and
 * leaves the running statistics as they were; its batch statistics are NaN. A NaN or infinity makes its channel NaN.
 *
 * @throws RangeError naming the argument, its value and the rule.
 */
export function batchNormTraining(given: TrainingArguments): TrainingOutput {
  checkArguments(given);
  const { input, gamma, beta, epsilon } = given;
  const layout = layoutOf(input.shape, given.channelAxis);
  const { m, channels } = layout;
  const { mean, variance } = channelStatistics(input.data, layout);
  const invStd = variance.map((v) => 1 / Math.sqrt(v + epsilon));
  const scale = gamma === null ? invStd : invStd.map((r, c) => gamma[c]! * r);
  const output = new Float32Array(input.data.length);
  normalize(input.data, layout, mean, scale, beta, output);
  const a = m === 0 ? 0 : given.exponentialAverageFactor;
  const correction = m > 1 ? m / (m - 1) : 1;
  const blend = (old: Float32Array, batch: Float64Array, factor: number) =>
    Float32Array.from({ length: channels }, (_, c) =>
      a === 0 ? old[c]! : (1 - a) * old[c]! + a * factor * batch[c]!,
    );
  return {
    output: { shape: [...input.shape], data: output },
    batchMean: Float32Array.from(mean),
    batchVariance: Float32Array.from(variance),
    invStd: Float32Array.from(invStd),
    runningMean: blend(given.runningMean, mean, 1),
    runningVariance: blend(given.runningVariance, variance, correction),
  };
}

/**
 * Batch norm with given statistics, element by element. Gives NaN where runningVariance + epsilon is negative.
 *
 * @throws RangeError naming the argument, its value and the rule.
 */
export function batchNormInference(given: BatchNormArguments & RunningStatistics): Float32Tensor {
  checkArguments(given);
  const { input, gamma, beta, epsilon, runningMean, runningVariance } = given;
  const layout = layoutOf(input.shape, given.channelAxis);
  const scale = Float64Array.from(
    runningVariance,
    (v, c) => (gamma === null ? 1 : gamma[c]!) / Math.sqrt(v + epsilon),
  );
  const output = new Float32Array(input.data.length);
  normalize(input.data, layout, runningMean, scale, beta, output);
  return { shape: [...input.shape], data: output };
}
