import type { Quantities } from '../../../../spec/bounds/testing/worst-ratios.ts';
import type { Case } from '../../../../spec/contract.ts';
import { batchNormInference, batchNormTraining } from '../batch-norm.ts';
import { batchNormInferenceGradient, batchNormTrainingGradient } from '../gradients.ts';

/** The arguments of the kernels for a case, which are its own arrays. */
export function argumentsOf(given: Case) {
  const { shape, gamma, beta, epsilon, channelAxis, runningMean, runningVariance } = given;
  return {
    call: { input: { shape, data: given.input }, gamma, beta, epsilon, channelAxis },
    running: { runningMean, runningVariance },
    gradOutput: { shape, data: given.gradOutput },
  };
}

/** All results of the kernels on a case. */
export function runKernels(given: Case): Quantities {
  const { call, running, gradOutput } = argumentsOf(given);
  const { exponentialAverageFactor } = given;
  const { output, ...statistics } = batchNormTraining({ ...call, ...running, exponentialAverageFactor });
  const gradients = batchNormTrainingGradient({ ...call, gradOutput });
  const atInference = batchNormInferenceGradient({ ...call, ...running, gradOutput });
  const affine: Quantities = {
    ...(gradients.gradGamma && { gradGamma: gradients.gradGamma }),
    ...(gradients.gradBeta && { gradBeta: gradients.gradBeta }),
    ...(atInference.gradGamma && { inferenceGradGamma: atInference.gradGamma }),
    ...(atInference.gradBeta && { inferenceGradBeta: atInference.gradBeta }),
  };
  return {
    output: output.data,
    ...statistics,
    inferenceOutput: batchNormInference({ ...call, ...running }).data,
    gradInput: gradients.gradInput.data,
    inferenceGradInput: atInference.gradInput.data,
    ...affine,
  };
}
