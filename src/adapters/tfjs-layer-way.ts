import type { Request, Result, Skipped } from '../../spec/contract.ts';
import { withTfjsLayer } from './tfjs-layer.ts';
import type { Tfjs } from './tfjs-library.ts';
import { runTfjsSequence } from './tfjs-sequence.ts';

/** Answers a request by a `tf.layers.batchNormalization` made for it. */
export function runTfjsLayer(tfjs: Tfjs, request: Request): Result | Skipped {
  if (request.operation === 'sequence') return runTfjsSequence(tfjs, request);
  const { input, channelAxis } = request;
  const channels = input.shape[channelAxis]!;
  const settings = {
    // The requests for gradients lack what those do not depend on.
    runningMean: new Float32Array(channels),
    runningVariance: new Float32Array(channels).fill(1),
    exponentialAverageFactor: 0,
    ...request,
    shape: input.shape,
  };
  return withTfjsLayer(tfjs, settings, (layer) => {
    switch (request.operation) {
      case 'training':
        return { output: layer.call(input, true), ...layer.getState() };
      case 'inference':
        return { output: layer.call(input, false) };
      case 'trainingGradient':
        return layer.callWithGradients(input, true, request.gradOutput).gradients;
      case 'inferenceGradient':
        return layer.callWithGradients(input, false, request.gradOutput).gradients;
    }
  });
}
