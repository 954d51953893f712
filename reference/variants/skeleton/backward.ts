import { mapValues } from './map-values.ts';
import type { ChannelGradient, GradientTerms, NormalizedChannel, Steps } from './steps.ts';

/** sum(g). */
export function gradBeta(g: Float32Array, _channel: NormalizedChannel, steps: Steps): number {
  return steps.sum(g, steps);
}

/** sum(g * z). */
export function gradGamma(
  g: Float32Array,
  z: readonly number[],
  _channel: NormalizedChannel,
  steps: Steps,
): number {
  const products = mapValues(g, (value, j) => steps.round(value * z[j]!));
  return steps.sum(products, steps);
}

/** gamma * invStd * (g - mean(g) - z * mean(g * z)). */
export function trainingGradInput(terms: GradientTerms, steps: Steps): number {
  const { g, z, gamma, invStd, meanGrad, meanGradZ } = terms;
  const centred = steps.round(steps.round(g - meanGrad) - steps.round(z * meanGradZ));
  return steps.round(steps.round(gamma * invStd) * centred);
}

/** gamma * invStd * g: the running statistics do not depend on the input. */
export function inferenceGradInput({ g, gamma, invStd }: GradientTerms, steps: Steps): number {
  return steps.round(steps.round(gamma * invStd) * g);
}

export function trainingBackward(channel: NormalizedChannel, g: Float32Array, steps: Steps): ChannelGradient {
  return backward(channel, g, steps, steps.trainingGradInput);
}

export function inferenceBackward(
  channel: NormalizedChannel,
  g: Float32Array,
  steps: Steps,
): ChannelGradient {
  return backward(channel, g, steps, steps.inferenceGradInput);
}

/**
 * The gradients of one channel. The two means are taken here and not from gradBeta and gradGamma, so that
 * a fault in one gradient stays out of the others.
 */
function backward(
  channel: NormalizedChannel,
  g: Float32Array,
  steps: Steps,
  gradInput: Steps['trainingGradInput'],
): ChannelGradient {
  const m = g.length;
  const z = mapValues(channel.x, (value) => steps.standardize(value, channel, steps));
  const meanGrad = steps.round(steps.sum(g, steps) / m);
  const meanGradZ = steps.round(gradGamma(g, z, channel, steps) / m);
  // One object for all elements: copying the channel into each would take most of the time.
  const { index, layout, input, x, gamma, beta, epsilon, mean, variance, invStd } = channel;
  const terms = {
    index,
    layout,
    input,
    x,
    gamma,
    beta,
    epsilon,
    mean,
    variance,
    invStd,
    m,
    meanGrad,
    meanGradZ,
    j: 0,
    g: 0,
    z: 0,
  };
  return {
    gradInput: mapValues(g, (value, j) => {
      terms.j = j;
      terms.g = value;
      terms.z = z[j]!;
      return gradInput(terms, steps);
    }),
    gradGamma: steps.gradGamma(g, z, channel, steps),
    gradBeta: steps.gradBeta(g, channel, steps),
  };
}
