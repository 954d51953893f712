import type * as fc from 'fast-check';
import type { AccuracyClass, Arithmetic } from './bounds/arithmetic.ts';
import type { BoundTerm } from './bounds/bound-term.ts';
import type { Mismatch } from './compare.ts';
import type { Measurement } from './conditioning.ts';
import type {
  Case,
  Conventions,
  Dtype,
  GradientResult,
  InferenceResult,
  Operation,
  Oracle,
  Request,
  Result,
  SequenceRequest,
  SequenceResult,
  TrainingResult,
} from './contract.ts';

/** What one check of one case found. */
export type Verdict =
  /** The requirement held; `ratio` is the worst error / bound seen. */
  | { readonly verdict: 'passed'; readonly ratio: number }
  | {
      readonly verdict: 'failed';
      readonly ratio: number;
      readonly message: string;
      readonly mismatch?: Mismatch;
    }
  /** The case cannot tell right from wrong. */
  | { readonly verdict: 'vacuous'; readonly reason: string }
  /** The subject does not do this, and says so. */
  | { readonly verdict: 'skipped'; readonly reason: string };

/** Changes to a case for one call: another input, other parameters. */
export type Changes = Partial<Case>;

/**
 * What a property may use: the subject's operations, an oracle, the arithmetic that bounds are derived for.
 *
 * Each call gets fresh copies of the case's arrays in the subject's dtype, and its result is checked for shape and
 * dtype before the property sees it. A call throws what the harness turns into an outcome: a refusal, an
 * error of the subject, a time-out. Properties let those pass.
 */
export interface Context {
  readonly conventions: Conventions;
  readonly dtype: Dtype;
  readonly operations: readonly Operation[];
  readonly arithmetic: Arithmetic;
  readonly oracle: Oracle;
  /** Called before each case: the subject drops what earlier cases left. */
  readonly fresh: () => Promise<void>;
  readonly training: (given: Case) => Promise<TrainingResult>;
  readonly inference: (given: Case) => Promise<InferenceResult>;
  readonly trainingGradient: (given: Case) => Promise<GradientResult>;
  readonly inferenceGradient: (given: Case) => Promise<GradientResult>;
  readonly sequence: (request: Omit<SequenceRequest, 'operation' | 'way'>) => Promise<SequenceResult>;
  /** Sends a request as it is, checking nothing: for memory and argument properties. */
  readonly raw: (request: Request) => Promise<Result>;
  /** As `raw`, but an error of the subject is an answer too: its message. Time-outs and skips still throw. */
  readonly answer: (request: Request) => Promise<Answer>;
  /** Request of a case in the subject's dtype, with fresh arrays. */
  readonly requestOf: <O extends CaseOperation>(
    operation: O,
    given: Case,
  ) => Extract<Request, { operation: O }>;
  /** Records how far a quantity went in each accuracy class. */
  readonly grade: (quantity: string, accuracy: AccuracyClass, ratio: number) => void;
  /** Records how many bits of a quantity are right, by conditioning. */
  readonly measure: (measurements: readonly Measurement[]) => void;
}

/** A result, or the sentence with which the subject refused. */
export type Answer = { readonly result: Result } | { readonly refused: string };

export type CaseOperation = Exclude<Operation, 'sequence'>;

/**
 * One property: it checks one requirement, case by case.
 *
 * `check` is deterministic: what it chooses comes from the case's `variation`. It must be total on every valid case,
 * since shrinking tries cases that `cases` never makes: one it has no use for is `vacuous`.
 */
export interface Property {
  readonly requirement: string;
  /** Operations without which the property is skipped as a whole. */
  readonly needs: readonly Operation[];
  readonly cases: fc.Arbitrary<Case>;
  /** Also run it on recorded activations. */
  readonly recorded?: boolean;
  /** It judges refusals of degenerate batches itself; other properties skip what the conventions let a subject refuse. */
  readonly judgesRefusals?: boolean;
  readonly check: (given: Case, context: Context) => Promise<Verdict>;
  /** The terms of the bound that a mismatch exceeds, for the report of a failure. */
  readonly boundTerms?: (given: Case, context: Context, mismatch: Mismatch) => readonly BoundTerm[];
}
