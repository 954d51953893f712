import type { InferenceRequest } from '../../../spec/contract.ts';

/** Two values of one channel. */
export const inferenceRequest: InferenceRequest = {
  operation: 'inference',
  input: { shape: [2, 1], data: Float32Array.of(1, 2) },
  gamma: null,
  beta: null,
  runningMean: Float32Array.of(0),
  runningVariance: Float32Array.of(1),
  epsilon: 0.5,
  channelAxis: 1,
};
