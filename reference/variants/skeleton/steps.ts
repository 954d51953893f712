import type {
  GradientResult,
  InferenceGradientRequest,
  InferenceRequest,
  InferenceResult,
} from '../../../spec/contract.ts';
import type { Step, StepResult, Tensor, TrainingGradientRequest, Values } from '../../../spec/contract.ts';
import type { TrainingRequest, TrainingResult } from '../../../spec/contract.ts';
import type { Layout } from '../../../spec/layout.ts';

/** A request that asks for one thing at once: everything but a sequence. */
export type SingleRequest =
  | TrainingRequest
  | InferenceRequest
  | TrainingGradientRequest
  | InferenceGradientRequest;

export type Numbers = ArrayLike<number> & Iterable<number>;

/** One channel, before its statistics are known. */
export interface Channel {
  readonly index: number;
  readonly layout: Layout;
  /** The whole input: no sound step looks beyond its own channel. */
  readonly input: Tensor;
  /** The m elements of the channel, in row-major order. */
  readonly x: Float32Array;
  /** 1 where absent. */
  readonly gamma: number;
  /** 0 where absent. */
  readonly beta: number;
  readonly epsilon: number;
}

export interface InferenceChannel extends Channel {
  readonly runningMean: number;
  readonly runningVariance: number;
}

export interface Statistics {
  readonly mean: number;
  /** Biased. */
  readonly variance: number;
  readonly invStd: number;
}

export interface NormalizedChannel extends Channel, Statistics {}

/** All that the gradient of one element can depend on. */
export interface GradientTerms extends NormalizedChannel {
  readonly m: number;
  /** The place of the element within the channel. */
  readonly j: number;
  readonly g: number;
  readonly z: number;
  readonly meanGrad: number;
  readonly meanGradZ: number;
}

export interface ChannelGradient {
  readonly gradInput: Numbers;
  readonly gradGamma: number;
  readonly gradBeta: number;
}

/**
 * The steps of which a small batch norm consists. Each gets all steps as its last argument and calls the
 * others through it, so that a replaced step is used everywhere.
 */
export interface Steps {
  /** Throws on bad arguments, before anything has changed. */
  readonly check: (request: SingleRequest) => void;
  readonly layoutOf: (shape: readonly number[], channelAxis: number) => Layout;
  readonly positionOf: (layout: Layout, channel: number, j: number) => number;
  readonly gradPositionOf: (layout: Layout, channel: number, j: number) => number;
  /** Memory for an output or a gradInput. */
  readonly allocate: (length: number) => Float32Array;
  readonly gammaOf: (request: SingleRequest, channel: number) => number;
  readonly betaOf: (request: SingleRequest, channel: number) => number;

  /** Rounds the result of one arithmetic operation. */
  readonly round: (value: number) => number;
  readonly sum: (terms: Numbers, steps: Steps) => number;
  readonly mean: (x: Float32Array, steps: Steps) => number;
  /** The biased variance. */
  readonly variance: (x: Float32Array, mean: number, steps: Steps) => number;
  /** The variance by which to normalize, from the biased one. */
  readonly normalizingVariance: (variance: number, m: number, steps: Steps) => number;
  readonly invStd: (variance: number, epsilon: number, steps: Steps) => number;
  readonly batchStatistics: (channel: Channel, steps: Steps) => Statistics;
  readonly runningStatistics: (channel: InferenceChannel, steps: Steps) => Statistics;
  /** One element of the output; j is its place within the channel. */
  readonly normalize: (x: number, channel: NormalizedChannel, steps: Steps, j: number) => number;
  /** The same in training mode: by default the step above. */
  readonly normalizeInTraining: Steps['normalize'];

  readonly average: (old: number, batch: number, factor: number, steps: Steps) => number;
  /** The variance that enters the running average, from the biased one. */
  readonly correctedVariance: (variance: number, m: number, steps: Steps) => number;
  readonly nextRunningMean: (old: number, channel: NormalizedChannel, factor: number, steps: Steps) => number;
  readonly nextRunningVariance: (
    old: number,
    channel: NormalizedChannel,
    factor: number,
    steps: Steps,
  ) => number;
  /** A running statistic after an empty batch. */
  readonly afterEmptyBatch: (old: number, factor: number) => number;

  readonly gradientStatistics: (channel: Channel, steps: Steps) => Statistics;
  readonly standardize: (x: number, channel: NormalizedChannel, steps: Steps) => number;
  readonly gradBeta: (g: Float32Array, channel: NormalizedChannel, steps: Steps) => number;
  readonly gradGamma: (
    g: Float32Array,
    z: readonly number[],
    channel: NormalizedChannel,
    steps: Steps,
  ) => number;
  readonly trainingGradInput: (terms: GradientTerms, steps: Steps) => number;
  readonly inferenceGradInput: (terms: GradientTerms, steps: Steps) => number;
  readonly trainingBackward: (channel: NormalizedChannel, g: Float32Array, steps: Steps) => ChannelGradient;
  readonly inferenceBackward: (channel: NormalizedChannel, g: Float32Array, steps: Steps) => ChannelGradient;
}

/** A training result that shows at least the running statistics. */
export type ShownTrainingResult = TrainingResult & RunningStatistics;

interface RunningStatistics {
  readonly runningMean: Values;
  readonly runningVariance: Values;
}

/** The operations that the steps make up. */
export interface Operations {
  readonly training: (request: TrainingRequest) => ShownTrainingResult;
  readonly inference: (request: InferenceRequest) => InferenceResult;
  readonly trainingGradient: (request: TrainingGradientRequest) => GradientResult;
  readonly inferenceGradient: (request: InferenceGradientRequest) => GradientResult;
}

/** A stateful layer: one result for each step. */
export type Layer = (step: Step) => StepResult;
