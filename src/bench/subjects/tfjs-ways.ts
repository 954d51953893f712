import { perChannelShape, reducedAxes } from '../../adapters/per-channel-shape.ts';
import type { TfjsCore, TfjsTensor } from '../../adapters/tfjs-library.ts';
import type { BenchOperation } from '../bench-task.ts';

export interface TfjsTensors {
  readonly input: TfjsTensor;
  readonly gradOutput: TfjsTensor;
  readonly gamma: TfjsTensor;
  readonly beta: TfjsTensor;
  readonly runningMean: TfjsTensor;
  readonly runningVariance: TfjsTensor;
  readonly epsilon: number;
  readonly channelAxis: number;
}

/** One call: its results by name, for the `tf.tidy` around it to free. */
export type TfjsCall = () => Readonly<Record<string, TfjsTensor>>;

type Normalize = (
  x: TfjsTensor,
  mean: TfjsTensor,
  variance: TfjsTensor,
  gamma: TfjsTensor,
  beta: TfjsTensor,
) => TfjsTensor;

/**
 * The ways in which a program has batch norm in TensorFlow.js: `tf.moments` for the statistics, then `tf.batchNorm`, or the
 * formula written out in elementary operations; gradients by `tf.grads` through either, which computes the forward call with them.
 *
 * `tf.batchNorm` takes channels that are not last only with parameters broadcast to the whole input, which takes a hundred times as long
 * as the formula (measured); so there the input is transposed for it, and the output back.
 */
export function tfjsWays(
  core: TfjsCore,
  operation: BenchOperation,
  tensors: TfjsTensors,
): Readonly<Record<string, TfjsCall>> {
  const { input, channelAxis, epsilon } = tensors;
  const rank = input.shape.length;
  const formula: Normalize = (x, mean, variance, gamma, beta) => {
    const over = (vector: TfjsTensor) =>
      core.reshape(vector, perChannelShape(rank, channelAxis, vector.size));
    const scale = core.div(gamma, core.sqrt(core.add(variance, epsilon)));
    const offset = core.sub(beta, core.mul(mean, scale));
    return core.add(core.mul(x, over(scale)), over(offset));
  };
  const batchNorm: Normalize = (x, mean, variance, gamma, beta) =>
    core.batchNorm(x, mean as never, variance as never, beta as never, gamma as never, epsilon);
  const onLast = { ...tensors, normalize: batchNorm };
  const written = { ...tensors, normalize: formula };
  if (channelAxis === rank - 1) {
    return { batchNorm: callOf(core, operation, onLast), formula: callOf(core, operation, written) };
  }
  const space = Array.from({ length: rank - 2 }, (_, k) => k + 2);
  const toLast = [0, ...space, 1];
  const back = [0, rank - 1, ...space.map((axis) => axis - 1)];
  const transposed = {
    ...onLast,
    channelAxis: rank - 1,
    before: (x: TfjsTensor) => core.transpose(x, toLast),
    after: (y: TfjsTensor) => core.transpose(y, back),
  };
  return { transposed: callOf(core, operation, transposed), formula: callOf(core, operation, written) };
}

interface Way extends TfjsTensors {
  readonly normalize: Normalize;
  /** Done to the input, and to the output. */
  readonly before?: (x: TfjsTensor) => TfjsTensor;
  readonly after?: (y: TfjsTensor) => TfjsTensor;
}

function callOf(core: TfjsCore, operation: BenchOperation, way: Way): TfjsCall {
  const { input, gamma, beta, runningMean, runningVariance, gradOutput } = way;
  const same = (tensor: TfjsTensor) => tensor;
  const { normalize, before = same, after = same } = way;
  const axes = reducedAxes(input.shape.length, way.channelAxis);
  const training = (given: TfjsTensor, scale: TfjsTensor, offset: TfjsTensor) => {
    const x = before(given);
    const { mean, variance } = core.moments(x, axes);
    return after(normalize(x, mean, variance, scale, offset));
  };
  switch (operation) {
    case 'training':
      return () => ({ output: training(input, gamma, beta) });
    case 'inference':
      return () => {
        const output = normalize(before(input), runningMean, runningVariance, gamma, beta);
        return { output: after(output) };
      };
    case 'trainingGradient': {
      const gradients = core.grads((...args: TfjsTensor[]) => training(args[0]!, args[1]!, args[2]!));
      return () => {
        const [gradInput, gradGamma, gradBeta] = gradients([input, gamma, beta], gradOutput);
        return { gradInput: gradInput!, gradGamma: gradGamma!, gradBeta: gradBeta! };
      };
    }
  }
}
