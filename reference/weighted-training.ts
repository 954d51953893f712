import { deviationsFrom, type Mean } from './moments.ts';
import { sum } from './sum.ts';

/** One channel of a batch in which each element counts by a weight: 1 or 0 for a mask. */
export interface WeightedChannel {
  readonly input: ArrayLike<number>;
  /** Not negative, as many as elements. */
  readonly weights: ArrayLike<number>;
  readonly gamma: number;
  readonly beta: number;
  readonly epsilon: number;
}

export interface WeightedTraining {
  /** The sum of the weights: what m is without them. */
  readonly count: number;
  readonly batchMean: number;
  readonly batchVariance: number;
  readonly invStd: number;
  /** Of every element, also of those that do not count. */
  readonly output: Float64Array;
}

/**
 * Batch norm in training mode where element j counts w_j times: with n = sum(w),
 *
 *   mu = sum(w x) / n,   v = sum(w (x - mu)^2) / n,   y = gamma (x - mu) r + beta.
 *
 * Elements of weight 0 are not read into the statistics, whatever they are (NaN too), but they are normalized. Where n = 0 the
 * statistics are NaN. With weights 1 this is the definition; with weights 0 and 1 it is that of the elements that count.
 */
export function weightedTraining(channel: WeightedChannel): WeightedTraining {
  const { weights, gamma, beta, epsilon } = channel;
  const x = Float64Array.from(channel.input);
  const count = sum(Float64Array.from(weights));
  const mean = weightedMean(x, weights, count);
  const deviation = new Float64Array(x.length);
  deviationsFrom(mean, x, deviation);
  const squares = deviation.map((d) => d * d);
  const batchVariance = weightedSum(squares, weights) / count;
  const invStd = 1 / Math.sqrt(batchVariance + epsilon);
  const output = deviation.map((d) => gamma * (d * invStd) + beta);
  return { count, batchMean: mean.high + mean.low, batchVariance, invStd, output };
}

/**
 * The gradient of sum(g y) by the input of the weighted batch norm: with the sums over all elements that have an output,
 *
 *   gradInput_j = gamma r (g_j - w_j (sum(g) + z_j sum(g z)) / n).
 *
 * An element that does not count moves no statistic, so its gradient is gamma r g_j. Where its output is not used, g_j is 0.
 */
export function weightedGradInput(channel: WeightedChannel, gradOutput: ArrayLike<number>): Float64Array {
  const { count, invStd, output } = weightedTraining({ ...channel, gamma: 1, beta: 0 });
  const g = Float64Array.from(gradOutput);
  const sumG = sum(g);
  const sumGz = sum(g.map((value, j) => value * output[j]!));
  return g.map((value, j) => {
    const share = channel.weights[j]! / count;
    return channel.gamma * invStd * (value - share * (sumG + output[j]! * sumGz));
  });
}

/** sum(w x) / n, corrected by what still remains, as in moments.ts. */
function weightedMean(x: Float64Array, weights: ArrayLike<number>, count: number): Mean {
  const high = weightedSum(x, weights) / count;
  const low = weightedSum(
    x.map((value) => value - high),
    weights,
  );
  return { high, low: Number.isFinite(low) ? low / count : 0 };
}

/** sum(w x), with nothing for an element of weight 0: 0 times NaN would be NaN. */
function weightedSum(x: Float64Array, weights: ArrayLike<number>): number {
  return sum(x.map((value, j) => (weights[j] === 0 ? 0 : weights[j]! * value)));
}
