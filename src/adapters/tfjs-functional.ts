import type { GradientResult, Request, Result, Values } from '../../spec/contract.ts';
import { perChannelShape, reducedAxes } from './per-channel-shape.ts';
import {
  fromTfjs,
  type TfjsCore,
  type TfjsTensor,
  toTfjs,
  toTfjsVector,
  valuesOfTfjs,
} from './tfjs-library.ts';

interface Statistics {
  readonly mean: TfjsTensor;
  readonly variance: TfjsTensor;
}

/**
 * Batch norm in TensorFlow.js as a function: `tf.moments` for the statistics of the batch, then
 * `tf.batchNorm`, and `tf.grads` through both.
 *
 * `tf.batchNorm` documents two shapes for its parameters: a vector, where the channels are on the last axis,
 * or the shape of the input itself, which serves any other channel axis.
 * https://js.tensorflow.org/api/4.22.0/#batchNorm
 *
 * The tensors made here are for the `tf.tidy` around the call to free.
 */
export function runTfjsFunction(
  core: TfjsCore,
  request: Exclude<Request, { operation: 'sequence' }>,
): Result {
  const { input, channelAxis, epsilon } = request;
  const rank = input.shape.length;
  const x = toTfjs(core, input);
  const gamma = request.gamma === null ? undefined : toTfjsVector(core, request.gamma);
  const beta = request.beta === null ? undefined : toTfjsVector(core, request.beta);

  const overInput = (perChannel: TfjsTensor) => {
    if (channelAxis === rank - 1) return perChannel;
    const shape = perChannelShape(rank, channelAxis, perChannel.size);
    return core.broadcastTo(core.reshape(perChannel, shape), [...input.shape]);
  };
  const ofBatch = (): Statistics => core.moments(x, reducedAxes(rank, channelAxis));
  const normalize = ({ mean, variance }: Statistics): TfjsTensor =>
    core.batchNorm(
      x,
      overInput(mean),
      overInput(variance),
      beta && overInput(beta),
      gamma && overInput(gamma),
      epsilon,
    );

  const gradients = (statistics: () => Statistics, gradOutput: TfjsTensor): GradientResult => {
    const variables = [x, gamma, beta].filter((tensor) => tensor !== undefined);
    const [gradInput, ...others] = core.grads(() => normalize(statistics()))(variables, gradOutput);
    return {
      gradInput: fromTfjs(gradInput!),
      gradGamma: gamma ? valuesOfTfjs(others.shift()!) : null,
      gradBeta: beta ? valuesOfTfjs(others.shift()!) : null,
    };
  };

  switch (request.operation) {
    case 'training': {
      const statistics = ofBatch();
      return {
        output: fromTfjs(normalize(statistics)),
        batchMean: valuesOfTfjs(statistics.mean),
        batchVariance: valuesOfTfjs(statistics.variance),
      };
    }
    case 'inference':
      return { output: fromTfjs(normalize(runningStatistics(core, request))) };
    case 'trainingGradient':
      return gradients(ofBatch, toTfjs(core, request.gradOutput));
    case 'inferenceGradient': {
      const running = runningStatistics(core, request);
      return gradients(() => running, toTfjs(core, request.gradOutput));
    }
  }
}

function runningStatistics(
  core: TfjsCore,
  { runningMean, runningVariance }: { readonly runningMean: Values; readonly runningVariance: Values },
): Statistics {
  return { mean: toTfjsVector(core, runningMean), variance: toTfjsVector(core, runningVariance) };
}
