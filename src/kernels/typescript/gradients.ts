import { type Layout, layoutOf } from '../../../spec/layout.ts';
import type { BatchNormArguments, Float32Tensor, RunningStatistics } from './batch-norm.ts';
import { channelStatistics } from './channel-statistics.ts';
import { checkArguments } from './check-arguments.ts';

export interface Gradients {
  readonly gradInput: Float32Tensor;
  /** Null where there is no gamma. */
  readonly gradGamma: Float32Array | null;
  /** Null where there is no beta. */
  readonly gradBeta: Float32Array | null;
}

export type GradientArguments = BatchNormArguments & { readonly gradOutput: Float32Tensor };

/**
 * Gradients of sum(gradOutput * output) of a training call: gamma invStd (g - mean(g) - z mean(g z)), sum(g z) and sum(g).
 * An empty batch gives an empty gradInput and zeros.
 *
 * @throws RangeError naming the argument, its value and the rule.
 */
export function batchNormTrainingGradient(given: GradientArguments): Gradients {
  checkArguments(given);
  const { input, gradOutput, gamma, beta, epsilon } = given;
  const layout = layoutOf(input.shape, given.channelAxis);
  const { m } = layout;
  const { mean, variance } = channelStatistics(input.data, layout);
  const invStd = variance.map((v) => 1 / Math.sqrt(v + epsilon));
  const sums = gradientSums(input.data, gradOutput.data, layout, mean);
  const gradGamma = sums.products.map((sum, c) => (m === 0 ? 0 : sum * invStd[c]!));
  const scale = invStd.map((r, c) => (gamma === null ? 1 : gamma[c]!) * r);
  const centre = sums.gradients.map((sum) => sum / m);
  const slope = gradGamma.map((sum, c) => (sum / m) * invStd[c]!);
  const gradInput = new Float32Array(input.data.length);
  eachRun(layout, (c, from, to) => {
    for (let at = from; at < to; at++) {
      const deviation = input.data[at]! - mean[c]!;
      gradInput[at] = scale[c]! * (gradOutput.data[at]! - centre[c]! - deviation * slope[c]!);
    }
  });
  return gather(
    input.shape,
    gradInput,
    gamma === null ? null : gradGamma,
    beta === null ? null : sums.gradients,
  );
}

/**
 * Gradients of sum(gradOutput * output) of an inference call: the running statistics are constants.
 *
 * @throws RangeError naming the argument, its value and the rule.
 */
export function batchNormInferenceGradient(given: GradientArguments & RunningStatistics): Gradients {
  checkArguments(given);
  const { input, gradOutput, gamma, beta, epsilon, runningMean, runningVariance } = given;
  const layout = layoutOf(input.shape, given.channelAxis);
  const invStd = Float64Array.from(runningVariance, (v) => 1 / Math.sqrt(v + epsilon));
  const sums = gradientSums(input.data, gradOutput.data, layout, runningMean);
  const gradGamma = sums.products.map((sum, c) => (layout.m === 0 ? 0 : sum * invStd[c]!));
  const gradInput = new Float32Array(input.data.length);
  eachRun(layout, (c, from, to) => {
    const factor = (gamma === null ? 1 : gamma[c]!) * invStd[c]!;
    for (let at = from; at < to; at++) gradInput[at] = factor * gradOutput.data[at]!;
  });
  return gather(
    input.shape,
    gradInput,
    gamma === null ? null : gradGamma,
    beta === null ? null : sums.gradients,
  );
}

/** sum(g) and sum(g (x - mean)) of each channel, in float64. */
function gradientSums(
  input: Float32Array,
  gradOutput: Float32Array,
  layout: Layout,
  mean: ArrayLike<number>,
): { gradients: Float64Array; products: Float64Array } {
  const gradients = new Float64Array(layout.channels);
  const products = new Float64Array(layout.channels);
  eachRun(layout, (c, from, to) => {
    let sum = 0;
    let product = 0;
    for (let at = from; at < to; at++) {
      const g = gradOutput[at]!;
      sum += g;
      product += g * (input[at]! - mean[c]!);
    }
    gradients[c] = gradients[c]! + sum;
    products[c] = products[c]! + product;
  });
  return { gradients, products };
}

/** Calls `visit` with each contiguous run of one channel, in memory order. */
function eachRun(layout: Layout, visit: (channel: number, from: number, to: number) => void): void {
  const { outer, channels, inner } = layout;
  let at = 0;
  for (let o = 0; o < outer; o++) {
    for (let c = 0; c < channels; c++) {
      visit(c, at, at + inner);
      at += inner;
    }
  }
}

function gather(
  shape: readonly number[],
  gradInput: Float32Array,
  gradGamma: Float64Array | null,
  gradBeta: Float64Array | null,
): Gradients {
  return {
    gradInput: { shape: [...shape], data: gradInput },
    gradGamma: gradGamma === null ? null : Float32Array.from(gradGamma),
    gradBeta: gradBeta === null ? null : Float32Array.from(gradBeta),
  };
}
