import type { Layout } from '../../../spec/layout.ts';

/** The operations by the numbers that the kernels know them by. */
export const operationNumbers = {
  training: 0,
  inference: 1,
  trainingGradient: 2,
  inferenceGradient: 3,
} as const;

export type KernelOperation = keyof typeof operationNumbers;

/** Bytes of one job, as assembly/job.ts lays it out. */
export const JOB_BYTES = 96;

/** The places of a job's words of 32 bits. Addresses are in bytes; 0 is "absent". */
export const words = {
  operation: 0,
  outer: 1,
  channels: 2,
  inner: 3,
  input: 4,
  gradOutput: 5,
  gamma: 6,
  beta: 7,
  runningMean: 8,
  runningVariance: 9,
  output: 10,
  batchMean: 11,
  batchVariance: 12,
  invStd: 13,
  newRunningMean: 14,
  newRunningVariance: 15,
  gradGamma: 16,
  gradBeta: 17,
  scratch: 18,
} as const;

/** The places of its float64 numbers. */
const EPSILON = 10;
const FACTOR = 11;

/** A memory as the numbers that jobs are made of. */
export interface JobView {
  readonly words: Uint32Array;
  readonly numbers: Float64Array;
}

/** The view of a memory; a new one is needed where it has grown. */
export function jobView(buffer: ArrayBuffer | SharedArrayBuffer): JobView {
  return { words: new Uint32Array(buffer), numbers: new Float64Array(buffer) };
}

/** Starts a job at an address divisible by 8: its operation, sizes and numbers, and no tensors yet. */
export function startJob(
  view: JobView,
  at: number,
  operation: KernelOperation,
  layout: Layout,
  epsilon: number,
  factor: number,
): void {
  const job = at / 4;
  view.words.fill(0, job, job + JOB_BYTES / 4);
  view.words[job + words.operation] = operationNumbers[operation];
  view.words[job + words.outer] = layout.outer;
  view.words[job + words.channels] = layout.channels;
  view.words[job + words.inner] = layout.inner;
  view.numbers[at / 8 + EPSILON] = epsilon;
  view.numbers[at / 8 + FACTOR] = factor;
}
