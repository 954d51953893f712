/**
 * The contract between bncheck and anything it tests: types only.
 *
 * Words, units and layouts are those of the specification. All tensors are dense and row-major (the last
 * axis varies fastest), whatever the channel axis; per-channel vectors have one entry per channel.
 */

/**
 * The floating-point format in which a subject takes and gives values. Those of 16 bits are of the tensors: vectors per channel may have
 * the bits of float32, as where statistics are taken in more precision.
 */
export type Dtype = 'float32' | 'float64' | 'float16' | 'bfloat16';

/** The numbers of a tensor or of a per-channel vector: Float64Array for float64, Float32Array for all others, which are float32 values too. */
export type Values = Float32Array | Float64Array;

/** A dense row-major tensor; `data.length` is the product of `shape` (0 for an empty batch). */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Values;
}

export type Operation = 'training' | 'inference' | 'trainingGradient' | 'inferenceGradient' | 'sequence';

interface Affine {
  /** Scale per channel; null where the subject is to run without one (which means ones). */
  readonly gamma: Values | null;
  /** Offset per channel; null where the subject is to run without one (which means zeros). */
  readonly beta: Values | null;
}

interface RunningStatistics {
  readonly runningMean: Values;
  readonly runningVariance: Values;
}

interface Call {
  readonly epsilon: number;
  /** Non-negative index of the channel axis in the input's shape. */
  readonly channelAxis: number;
  /** Which of the subject's `ways` to use; absent where it has only one. */
  readonly way?: string;
}

/** Normalize by the statistics of this batch, and move the running statistics towards them. */
export interface TrainingRequest extends Affine, RunningStatistics, Call {
  readonly operation: 'training';
  readonly input: Tensor;
  /** Weight of the new batch in the running statistics, from 0 to 1. */
  readonly exponentialAverageFactor: number;
}

/** Normalize by the running statistics, which stay as they are. */
export interface InferenceRequest extends Affine, RunningStatistics, Call {
  readonly operation: 'inference';
  readonly input: Tensor;
}

/** Gradients of sum(gradOutput * output) for the training output. */
export interface TrainingGradientRequest extends Affine, Call {
  readonly operation: 'trainingGradient';
  readonly input: Tensor;
  readonly gradOutput: Tensor;
}

/** Gradients of sum(gradOutput * output) for the inference output. */
export interface InferenceGradientRequest extends Affine, RunningStatistics, Call {
  readonly operation: 'inferenceGradient';
  readonly input: Tensor;
  readonly gradOutput: Tensor;
}

/** One call on a stateful layer. `gradient` is of the latest forward call before it. */
export type Step =
  | { readonly call: 'training'; readonly input: Tensor }
  | { readonly call: 'inference'; readonly input: Tensor }
  | { readonly call: 'gradient'; readonly gradOutput: Tensor }
  | { readonly call: 'getState' }
  | { readonly call: 'setState'; readonly runningMean: Values; readonly runningVariance: Values };

/** A stateful layer: made once from the configuration, then called step by step. */
export interface SequenceRequest extends Affine, RunningStatistics, Call {
  readonly operation: 'sequence';
  readonly exponentialAverageFactor: number;
  readonly steps: readonly Step[];
}

export type Request =
  | TrainingRequest
  | InferenceRequest
  | TrainingGradientRequest
  | InferenceGradientRequest
  | SequenceRequest;

/** Anything but `output` is given only by subjects that can show it. */
export interface TrainingResult {
  readonly output: Tensor;
  readonly batchMean?: Values;
  /** The biased variance of the batch: the mean of squared deviations. */
  readonly batchVariance?: Values;
  /** 1 / sqrt(variance + epsilon), as the subject's conventions define it. */
  readonly invStd?: Values;
  /** The updated running mean. */
  readonly runningMean?: Values;
  /** The updated running variance. */
  readonly runningVariance?: Values;
}

export interface InferenceResult {
  readonly output: Tensor;
}

/** gradGamma and gradBeta are absent or null where the request had no gamma or beta. */
export interface GradientResult {
  readonly gradInput: Tensor;
  readonly gradGamma?: Values | null;
  readonly gradBeta?: Values | null;
}

/** What one step gave: an output, gradients, or the running statistics after it. */
export interface StepResult {
  readonly output?: Tensor;
  readonly gradInput?: Tensor;
  readonly gradGamma?: Values | null;
  readonly gradBeta?: Values | null;
  readonly runningMean?: Values;
  readonly runningVariance?: Values;
}

export interface SequenceResult {
  readonly steps: readonly StepResult[];
}

export interface ResultOf {
  readonly training: TrainingResult;
  readonly inference: InferenceResult;
  readonly trainingGradient: GradientResult;
  readonly inferenceGradient: GradientResult;
  readonly sequence: SequenceResult;
}

export type Result = ResultOf[Operation];

/** An honest "I cannot do this one": counted, never held against the subject. */
export interface Skipped {
  readonly skipped: string;
  readonly issueUrl?: string;
}

/** Where the numbers may differ between sound implementations: what a subject declares of itself. */
export interface Conventions {
  /** 1: the variance that enters the running average is scaled by m/(m-1). 0: it is not. */
  readonly runningVarianceCorrection: 0 | 1;
  /** 1: the variance that normalizes is scaled by m/(m-1). 0 (nearly everywhere): it is not. */
  readonly normalizingVarianceCorrection: 0 | 1;
  /** Inside: 1/sqrt(v+epsilon). Outside: 1/(sqrt(v)+epsilon). */
  readonly epsilonPlacement: 'inside' | 'outside';
  /** Smallest epsilon the subject really uses; a smaller one is raised to it. */
  readonly epsilonFloor: number;
  /**
   * What training does with one element per channel: `define`, as the formulas say (output beta, variance 0;
   * a correction m/(m-1) is then not applied); `reject`, an error; `nan`, the corrected running variance
   * becomes NaN; `keep`, the output is defined and the running statistics stay.
   */
  readonly oneElement: 'define' | 'reject' | 'nan' | 'keep';
  /** What training does with no element per channel to the running statistics. */
  readonly emptyBatch: 'keep' | 'reject' | 'nan' | 'decay' | 'unspecified';
}

/**
 * An implementation under test.
 *
 * `run` may answer at once or by a promise; it throws (or rejects) to refuse bad arguments. It must treat
 * the request as read-only and must give fresh memory in each result.
 */
export interface Subject {
  readonly name: string;
  readonly version?: string;
  readonly language?: string;
  readonly dtype: Dtype;
  readonly operations: readonly Operation[];
  readonly conventions: Conventions;
  /** Names of the different ways in which its users reach batch norm; each is tested. */
  readonly ways?: readonly string[];
  /**
   * Share of the cases that it is given, above 0 and at most 1 (the default): for subjects whose calls take long. It
   * shows in the result.
   */
  readonly share?: number;
  readonly run: (request: Request) => Result | Skipped | Promise<Result | Skipped>;
  /**
   * Drops what earlier cases left (a session whose constants were written to), as a user who loads the model anew; called
   * before each case, never between the calls of one. Only for what the adapter itself keeps.
   */
  readonly fresh?: () => void | Promise<void>;
  /** Frees what it holds (a child process, a session). */
  readonly close?: () => void | Promise<void>;
}

/**
 * One case: everything that one batch-norm question needs. All numbers are float32 values, so that no
 * representation error is ever blamed on a subject of either dtype.
 */
export interface Case {
  readonly shape: readonly number[];
  readonly channelAxis: number;
  readonly input: Float32Array;
  readonly gradOutput: Float32Array;
  readonly gamma: Float32Array | null;
  readonly beta: Float32Array | null;
  readonly runningMean: Float32Array;
  readonly runningVariance: Float32Array;
  readonly epsilon: number;
  readonly exponentialAverageFactor: number;
  /** Seeds what a law chooses for itself: a permutation, a shift, a direction. An unsigned 32-bit integer. */
  readonly variation: number;
}

/** What an oracle expects, as float64, per operation; every field always present. */
export interface ExpectedTraining {
  readonly output: Float64Array;
  readonly batchMean: Float64Array;
  readonly batchVariance: Float64Array;
  readonly invStd: Float64Array;
  readonly runningMean: Float64Array;
  readonly runningVariance: Float64Array;
}

export interface ExpectedInference {
  readonly output: Float64Array;
}

export interface ExpectedGradient {
  readonly gradInput: Float64Array;
  readonly gradGamma: Float64Array;
  readonly gradBeta: Float64Array;
}

/** Supplies expected values; total on finite inputs, and NaN or infinite where the definition is. */
export interface Oracle {
  readonly name: string;
  readonly training: (given: Case, conventions: Conventions) => ExpectedTraining;
  readonly inference: (given: Case, conventions: Conventions) => ExpectedInference;
  readonly trainingGradient: (given: Case, conventions: Conventions) => ExpectedGradient;
  readonly inferenceGradient: (given: Case, conventions: Conventions) => ExpectedGradient;
}
