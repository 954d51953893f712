import type { Kernels } from '../kernels.ts';
import { batchNormInference, batchNormTraining } from './batch-norm.ts';
import { batchNormInferenceGradient, batchNormTrainingGradient } from './gradients.ts';

/** Batch norm in plain TypeScript: runs everywhere. */
export const typescriptKernels: Kernels = {
  build: 'typescript',
  training: batchNormTraining,
  inference: batchNormInference,
  trainingGradient: batchNormTrainingGradient,
  inferenceGradient: batchNormInferenceGradient,
};
