import type { Floats } from './floats.ts';

/** A call that is ready to run, again and again: it reads what its tensors hold at that time. */
export interface PreparedCall {
  /** Allocates nothing. */
  readonly run: () => void;
  /** Gives its own memory back; its tensors stay. */
  readonly free: () => void;
}

/** What every call has. */
export interface Call {
  readonly shape: readonly number[];
  readonly channelAxis: number;
  readonly epsilon: number;
  readonly input: Floats;
  /** Null means ones. */
  readonly gamma: Floats | null;
}

interface ForwardCall extends Call {
  /** Null means zeros. */
  readonly beta: Floats | null;
  readonly runningMean: Floats;
  readonly runningVariance: Floats;
  /** May be the input itself. */
  readonly output: Floats;
}

/** Moves the running statistics in place. Of the rest, what is left out is not written. */
export interface TrainingCall extends ForwardCall {
  /** Weight of this batch in the running statistics, from 0 to 1. */
  readonly exponentialAverageFactor: number;
  readonly batchMean?: Floats;
  readonly batchVariance?: Floats;
  readonly invStd?: Floats;
}

interface GradientCall extends Call {
  readonly gradOutput: Floats;
  /** Neither the input nor gradOutput. */
  readonly gradInput: Floats;
  /** Not written where it is left out. */
  readonly gradGamma?: Floats;
  readonly gradBeta?: Floats;
}

interface InferenceGradientCall extends GradientCall {
  readonly runningMean: Floats;
  readonly runningVariance: Floats;
}

/** The tensors and numbers of each operation. */
export interface CallOf {
  readonly training: TrainingCall;
  readonly inference: ForwardCall;
  readonly trainingGradient: GradientCall;
  readonly inferenceGradient: InferenceGradientCall;
}

/** What any of them may have. */
export type AnyCall = Call & Partial<Omit<TrainingCall & InferenceGradientCall, keyof Call>>;
