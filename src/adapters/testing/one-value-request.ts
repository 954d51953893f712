import type { InferenceRequest } from '../../../spec/contract.ts';

const one = Float32Array.of(1);

/** The smallest inference request, for tests of the way there and back. */
export const oneValueRequest: InferenceRequest = {
  operation: 'inference',
  input: { shape: [1, 1], data: Float32Array.of(-0) },
  gamma: null,
  beta: null,
  runningMean: one,
  runningVariance: one,
  epsilon: 0.5,
  channelAxis: 1,
};
