import type { Request, Result, Values } from '../../spec/contract.ts';
import { perChannelShape, reducedAxes } from './per-channel-shape.ts';

export type Jax = typeof import('@jax-js/jax');
type JaxArray = import('@jax-js/jax').Array;

/**
 * Batch norm in jax-js: `nn.standardize` over all axes but the channels', times gamma, plus beta; with the
 * running statistics given to it in inference, and with `vjp` for gradients.
 *
 * An operation of jax-js consumes its arrays, so each array is used exactly once. `compiled` has the same
 * functions go through `jit`.
 */
export function runJax(
  jax: Jax,
  request: Exclude<Request, { operation: 'sequence' }>,
  compiled: boolean,
): Result {
  const { input, channelAxis, epsilon, gamma, beta } = request;
  const rank = input.shape.length;
  const perChannel = (values: JaxArray) =>
    values.reshape(perChannelShape(rank, channelAxis, input.shape[channelAxis]!));

  /** `affine` holds gamma and beta as far as present; `running` the running statistics in inference. */
  const normalize = (x: JaxArray, affine: JaxArray[], running: JaxArray[]): JaxArray => {
    const [mean, variance] = running.map(perChannel);
    const statistics = mean && variance ? { mean, variance } : {};
    const standardized = jax.nn.standardize(x, reducedAxes(rank, channelAxis), { epsilon, ...statistics });
    const parameters = affine.map(perChannel);
    const scaled = gamma === null ? standardized : standardized.mul(parameters.shift()!);
    return beta === null ? scaled : scaled.add(parameters.shift()!);
  };
  const differentiate = (x: JaxArray, affine: JaxArray[], running: JaxArray[], gradOutput: JaxArray) => {
    const ofVariables = (x: JaxArray, affine: JaxArray[]) => normalize(x, affine, running);
    const [y, pullBack] = jax.vjp(ofVariables, [x, affine]);
    y.dispose();
    const gradients = pullBack(gradOutput);
    pullBack.dispose();
    return gradients;
  };

  const x = jax.numpy.array(input.data as Float32Array<ArrayBuffer>, { shape: [...input.shape] });
  const affine = vectors(jax, [gamma, beta]);
  const inference = request.operation === 'inference' || request.operation === 'inferenceGradient';
  const running = inference ? vectors(jax, [request.runningMean, request.runningVariance]) : [];

  if (request.operation === 'training' || request.operation === 'inference') {
    const call = compiled ? jax.jit(normalize) : uncompiled(normalize);
    try {
      return { output: { shape: input.shape, data: valuesOf(call(x, affine, running)) } };
    } finally {
      call.dispose();
    }
  }
  const gradOutput = jax.numpy.array(request.gradOutput.data as Float32Array<ArrayBuffer>, {
    shape: [...request.gradOutput.shape],
  });
  const call = compiled ? jax.jit(differentiate) : uncompiled(differentiate);
  try {
    const [gradInput, gradAffine] = call(x, affine, running, gradOutput) as [JaxArray, JaxArray[]];
    const rest = gradAffine.map(valuesOf);
    return {
      gradInput: { shape: input.shape, data: valuesOf(gradInput) },
      gradGamma: gamma && rest.shift()!,
      gradBeta: beta && rest.shift()!,
    };
  } finally {
    call.dispose();
  }
}

function uncompiled<F extends (...args: never[]) => unknown>(f: F): F & { dispose: () => void } {
  return Object.assign(f, { dispose: () => {} });
}

function vectors(jax: Jax, values: readonly (Values | null)[]): JaxArray[] {
  const present = values.filter((each) => each !== null);
  return present.map((each) => jax.numpy.array(each as Float32Array<ArrayBuffer>));
}

/** A copy of the numbers; consumes the array. */
function valuesOf(array: JaxArray): Float32Array {
  return Float32Array.from(array.dataSync() as Float32Array);
}
