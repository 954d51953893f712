import { mapValues } from './map-values.ts';
import type { Channel, InferenceChannel, NormalizedChannel, Numbers, Statistics, Steps } from './steps.ts';

/** The terms added one after another; 0 for none. */
export function sum(terms: Numbers, steps: Steps): number {
  let total = 0;
  for (let j = 0; j < terms.length; j++) total = steps.round(total + terms[j]!);
  return total;
}

/** sum(x) / m. */
export function mean(x: Float32Array, steps: Steps): number {
  return steps.round(steps.sum(x, steps) / x.length);
}

/** sum((x - mean)^2) / m: the second of two passes. */
export function variance(x: Float32Array, mean: number, steps: Steps): number {
  const squares = mapValues(x, (value) => {
    const deviation = steps.round(value - mean);
    return steps.round(deviation * deviation);
  });
  return steps.round(steps.sum(squares, steps) / x.length);
}

/** 1 / sqrt(variance + epsilon); infinite where both are 0, NaN where their sum is negative. */
export function invStd(variance: number, epsilon: number, steps: Steps): number {
  const root = steps.round(Math.sqrt(steps.round(variance + epsilon)));
  return steps.round(1 / root);
}

/** The statistics of the batch: what training normalizes by. */
export function batchStatistics(channel: Channel, steps: Steps): Statistics {
  const { x, epsilon } = channel;
  const mean = steps.mean(x, steps);
  const variance = steps.variance(x, mean, steps);
  const normalizing = steps.normalizingVariance(variance, x.length, steps);
  return { mean, variance, invStd: steps.invStd(normalizing, epsilon, steps) };
}

/** The running statistics: what inference normalizes by. */
export function runningStatistics(channel: InferenceChannel, steps: Steps): Statistics {
  const { runningMean, runningVariance, epsilon } = channel;
  return {
    mean: runningMean,
    variance: runningVariance,
    invStd: steps.invStd(runningVariance, epsilon, steps),
  };
}

/** z = (x - mean) * invStd. */
export function standardize(x: number, { mean, invStd }: NormalizedChannel, steps: Steps): number {
  return steps.round(steps.round(x - mean) * invStd);
}

/** y = gamma * z + beta. */
export function normalize(x: number, channel: NormalizedChannel, steps: Steps): number {
  const z = steps.standardize(x, channel, steps);
  return steps.round(steps.round(channel.gamma * z) + channel.beta);
}
