import type { Quantities } from '../../../../spec/bounds/testing/worst-ratios.ts';
import type { Case } from '../../../../spec/contract.ts';
import type { Kernels } from '../../kernels.ts';
import { typescriptKernels } from '../typescript-kernels.ts';

/** The arguments of the kernels for a case, which are its own arrays. */
export function argumentsOf(given: Case) {
  const { shape, gamma, beta, epsilon, channelAxis, runningMean, runningVariance } = given;
  return {
    call: { input: { shape, data: given.input }, gamma, beta, epsilon, channelAxis },
    running: { runningMean, runningVariance },
    gradOutput: { shape, data: given.gradOutput },
  };
}

/** All results of some kernels on a case. */
export function runKernels(given: Case, kernels: Kernels = typescriptKernels): Quantities {
  const { call, running, gradOutput } = argumentsOf(given);
  const { exponentialAverageFactor } = given;
  const { output, ...statistics } = kernels.training({ ...call, ...running, exponentialAverageFactor });
  const gradients = kernels.trainingGradient({ ...call, gradOutput });
  const atInference = kernels.inferenceGradient({ ...call, ...running, gradOutput });
  const affine: Quantities = {
    ...(gradients.gradGamma && { gradGamma: gradients.gradGamma }),
    ...(gradients.gradBeta && { gradBeta: gradients.gradBeta }),
    ...(atInference.gradGamma && { inferenceGradGamma: atInference.gradGamma }),
    ...(atInference.gradBeta && { inferenceGradBeta: atInference.gradBeta }),
  };
  return {
    output: output.data,
    ...statistics,
    inferenceOutput: kernels.inference({ ...call, ...running }).data,
    gradInput: gradients.gradInput.data,
    inferenceGradInput: atInference.gradInput.data,
    ...affine,
  };
}
