import type { Conventions, Request } from '../../spec/contract.ts';

/** What a call may give. A corrected running variance stands beside the plain one, so that one set serves both customs. */
export const quantities = [
  'output',
  'batchMean',
  'batchVariance',
  'invStd',
  'runningMean',
  'runningVariance',
  'runningVarianceCorrected',
  'gradInput',
  'gradGamma',
  'gradBeta',
] as const;

export type Quantity = (typeof quantities)[number];

/** The right values of one quantity, and how far each may be missed; see `ratioWithin` for what a bound says. */
export interface Expected {
  readonly shape: readonly number[];
  /** The exact results, rounded to the nearest float64. */
  readonly values: Float64Array;
  readonly bounds: Float64Array;
}

export type Expectations = Readonly<Partial<Record<Quantity, Expected>>>;

/**
 * valid: these values must come. acceptable: these values, or a clear refusal. invalid: a refusal must come.
 */
export type Validity = 'valid' | 'acceptable' | 'invalid';

/** One call with what it must give. */
export interface Vector {
  /** Unique among all vectors: lower case, digits and hyphens, fit for a file name. */
  readonly id: string;
  readonly requirement: string;
  readonly comment: string;
  /** Why it is there: each is a key of the file's dictionary. */
  readonly flags: readonly string[];
  readonly validity: Validity;
  /** Calls of one series are made in the order of the file, one after another, in one process. */
  readonly series?: string;
  /** How often the same call is made, one after another; once where it is absent. */
  readonly times?: number;
  /** All numbers are float32. */
  readonly request: Request;
  /** What a single call gives; for a sequence, what each step gives. Empty where the call must be refused. */
  readonly expected: Expectations | readonly Expectations[];
}

/** Vectors that are judged by one set of conventions. */
export interface VectorFile {
  /** Without its ending. */
  readonly name: string;
  readonly title: string;
  readonly seed: number;
  /** The name of the oracle that the values come from. */
  readonly oracle: string;
  readonly conventions: Conventions;
  readonly vectors: readonly Vector[];
}
