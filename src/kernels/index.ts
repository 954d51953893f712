/** What `import … from 'bncheck/kernels'` gives: float32 batch norm for use in programs. */
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
  type Gradients,
} from './typescript/gradients.ts';
export { createBatchNormLayer, type Layer, type LayerOptions, type LayerState } from './typescript/layer.ts';
