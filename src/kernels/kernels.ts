import type {
  BatchNormArguments,
  Float32Tensor,
  RunningStatistics,
  TrainingArguments,
  TrainingOutput,
} from './typescript/batch-norm.ts';
import type { GradientArguments, Gradients } from './typescript/gradients.ts';

/** How an implementation of batch norm computes: by WebAssembly with or without fused multiply-add, or in TypeScript. */
export type Build = 'relaxed-simd' | 'simd' | 'typescript';

/** One implementation of float32 batch norm; all give the same results but for their last bits. */
export interface Kernels {
  readonly build: Build;
  readonly training: (given: TrainingArguments) => TrainingOutput;
  readonly inference: (given: BatchNormArguments & RunningStatistics) => Float32Tensor;
  readonly trainingGradient: (given: GradientArguments) => Gradients;
  readonly inferenceGradient: (given: GradientArguments & RunningStatistics) => Gradients;
}
