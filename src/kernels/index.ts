/** What `import … from 'bncheck/kernels'` gives: float32 batch norm for use in programs. */
export { batchNorm, createKernels, supportedBuilds } from './fastest-kernels.ts';
export type { Build, Kernels } from './kernels.ts';
export {
  type BatchNormArguments,
  batchNormInference,
  batchNormTraining,
  type Float32Tensor,
  type RunningStatistics,
  type TrainingArguments,
  type TrainingOutput,
} from './typescript/batch-norm.ts';
export {
  batchNormInferenceGradient,
  batchNormTrainingGradient,
  type GradientArguments,
  type Gradients,
} from './typescript/gradients.ts';
export { createBatchNormLayer, type Layer, type LayerOptions, type LayerState } from './typescript/layer.ts';
export type { Floats } from './wasm/floats.ts';
export { createKernelMemory, type KernelMemory, type KernelMemoryOptions } from './wasm/kernel-memory.ts';
export type { CallOf, PreparedCall } from './wasm/prepared-call.ts';
