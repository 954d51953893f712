import type { Oracle } from '../spec/contract.ts';
import { inference } from './inference.ts';
import { inferenceGradient } from './inference-gradient.ts';
import { training } from './training.ts';
import { trainingGradient } from './training-gradient.ts';

/**
 * The definition of batch normalization, in float64, written for reading: per channel, over its m elements,
 *
 *   mu = sum(x) / m                                              moments.ts
 *   v  = sum((x - mu)^2) / m
 *   r  = 1 / sqrt(v + epsilon)                                   normalizer.ts
 *   z  = (x - mu) * r
 *   y  = gamma * z + beta                                        training.ts, inference.ts
 *   running = (1 - a) * running + a * batch                      running-statistics.ts
 *   gradBeta  = sum(g)
 *   gradGamma = sum(g * z)
 *   gradInput = gamma * r * (g - mean(g) - z * mean(g * z))      training-gradient.ts
 *
 * (Ioffe and Szegedy 2015, algorithms 1 and 2), and the same with running statistics in inference. The places
 * where sound implementations differ are taken from the conventions. Clarity first: the only concession to
 * floating point are sums that keep what rounding loses (sum.ts) and a mean kept in two parts (moments.ts).
 * accuracy.ts states, with proof, how far the results can be from the exact ones.
 *
 * All arrays of a case may be Float32Array or Float64Array. The case is taken as well formed.
 */
export const referenceOracle: Oracle = {
  name: 'float64 reference',
  training,
  inference,
  trainingGradient,
  inferenceGradient,
};
