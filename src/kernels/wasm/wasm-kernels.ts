import { layoutOf } from '../../../spec/layout.ts';
import type { Kernels } from '../kernels.ts';
import type { BatchNormArguments, RunningStatistics } from '../typescript/batch-norm.ts';
import { checkArguments } from '../typescript/check-arguments.ts';
import type { GradientArguments, Gradients } from '../typescript/gradients.ts';
import { type CallSpace, createCallSpace } from './call-space.ts';
import type { WasmBuild } from './module-of.ts';

/**
 * Batch norm by WebAssembly, with the signatures of the plain TypeScript functions and their special values. Arguments are
 * copied into the kernels' memory and results out of it.
 *
 * @throws Error where the engine does not support the build.
 */
export function createWasmKernels(build: WasmBuild): Kernels {
  const space = createCallSpace(build);
  return {
    build,
    training: (given) => {
      checkArguments(given);
      const { input } = given;
      const layout = layoutOf(input.shape, given.channelAxis);
      const { channels } = layout;
      space.start('training', layout, 2, { epsilon: given.epsilon, factor: given.exponentialAverageFactor });
      giveForward(space, given);
      space.want('output', input.data.length);
      for (const name of statistics) space.want(name, channels);
      space.run();
      return {
        output: { shape: [...input.shape], data: space.take('output', input.data.length) },
        batchMean: space.take('batchMean', channels),
        batchVariance: space.take('batchVariance', channels),
        invStd: space.take('invStd', channels),
        runningMean: space.take('newRunningMean', channels),
        runningVariance: space.take('newRunningVariance', channels),
      };
    },
    inference: (given) => {
      checkArguments(given);
      const { input } = given;
      const layout = layoutOf(input.shape, given.channelAxis);
      space.start('inference', layout, 2, { epsilon: given.epsilon, factor: 0 });
      giveForward(space, given);
      space.want('output', input.data.length);
      space.run();
      return { shape: [...input.shape], data: space.take('output', input.data.length) };
    },
    trainingGradient: (given) => gradient(space, 'trainingGradient', given, null),
    inferenceGradient: (given) => gradient(space, 'inferenceGradient', given, given),
  };
}

const statistics = ['batchMean', 'batchVariance', 'invStd', 'newRunningMean', 'newRunningVariance'] as const;

function giveForward(space: CallSpace, given: BatchNormArguments & RunningStatistics): void {
  space.give('input', given.input.data);
  space.give('gamma', given.gamma);
  space.give('beta', given.beta);
  space.give('runningMean', given.runningMean);
  space.give('runningVariance', given.runningVariance);
}

function gradient(
  space: CallSpace,
  operation: 'trainingGradient' | 'inferenceGradient',
  given: GradientArguments,
  running: RunningStatistics | null,
): Gradients {
  checkArguments(given);
  const { input, gradOutput, gamma, beta } = given;
  const layout = layoutOf(input.shape, given.channelAxis);
  space.start(operation, layout, 3, { epsilon: given.epsilon, factor: 0 });
  space.give('input', input.data);
  space.give('gradOutput', gradOutput.data);
  space.give('gamma', gamma);
  space.give('runningMean', running === null ? null : running.runningMean);
  space.give('runningVariance', running === null ? null : running.runningVariance);
  space.want('output', input.data.length);
  if (gamma !== null) space.want('gradGamma', layout.channels);
  if (beta !== null) space.want('gradBeta', layout.channels);
  space.run();
  return {
    gradInput: { shape: [...input.shape], data: space.take('output', input.data.length) },
    gradGamma: gamma === null ? null : space.take('gradGamma', layout.channels),
    gradBeta: beta === null ? null : space.take('gradBeta', layout.channels),
  };
}
