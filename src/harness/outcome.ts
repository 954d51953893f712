import type { AccuracyClass } from '../../spec/bounds/arithmetic.ts';
import type { BoundTerm } from '../../spec/bounds/bound-term.ts';
import type { Mismatch } from '../../spec/compare.ts';
import type { Case } from '../../spec/contract.ts';
import type { Level } from '../../spec/requirements.ts';

/** How one property ended. */
export type OutcomeKind = 'passed' | 'failed' | 'errored' | 'timedOut' | 'skipped' | 'vacuous';

/** The smallest failing case found, with everything that a reader needs to believe and to repeat it. */
export interface Counterexample {
  readonly case: Case;
  readonly way: string | null;
  /** One sentence: what did not hold, or what the subject threw. */
  readonly message: string;
  readonly mismatch?: Mismatch;
  /** What the bound at the mismatch is made of, the largest term first. */
  readonly boundTerms?: readonly BoundTerm[];
  /** Elements of the case as it was found, before shrinking. */
  readonly foundElements: number;
  /** Which case of the run failed first, counted from 1. */
  readonly foundAt: number;
}

/** What one property found about one subject. */
export interface Outcome {
  readonly requirement: string;
  readonly level: Level;
  readonly outcome: OutcomeKind;
  /** Cases that could tell right from wrong. */
  readonly cases: number;
  readonly vacuous: number;
  readonly skipped: number;
  /** Largest error / bound over all cases; infinite where something failed without a bound. */
  readonly worstRatio: number;
  /** Why it was skipped or vacuous. */
  readonly reason?: string;
  readonly counterexample?: Counterexample;
  /** The ways of use in which it failed, where the subject has several; the counterexample is of the first. */
  readonly failedWays?: readonly string[];
}

/** The accuracy class of one quantity, and its worst ratio in each class. */
export interface Grade {
  readonly grade: AccuracyClass | 'none';
  readonly worstRatio: Readonly<Record<AccuracyClass, number>>;
  /** From the best conditioned to the worst; decades without a channel are left out. */
  readonly byConditioning: readonly ConditionedAccuracy[];
}

/** How a quantity fared at one decade of kappa = mean|x| invStd. */
export interface ConditionedAccuracy {
  /** Kappa from 10^decade to 10^(decade+1); decade 0 holds all below 10, decade 9 all above 1e9. */
  readonly decade: number;
  readonly channels: number;
  /** Right bits, relative to the channel's largest value: the worst channel, and the mean over channels. */
  readonly worstBits: number;
  readonly meanBits: number;
}

/** Everything that a run found; no times in it, so that the same seed gives the same bytes. */
export interface SuiteResult {
  readonly subject: string;
  readonly version: string | null;
  readonly language: string | null;
  readonly tier: string;
  readonly seed: number;
  /** Share of the tier's cases that the subject was given; below 1 only where it asked for that. */
  readonly share: number;
  readonly conformant: boolean;
  /** There where the run was interrupted: some outcomes are missing, and the subject is not called conformant. */
  readonly interrupted?: true;
  /** The widest class that a graded quantity needs; `none` where one leaves them all or nothing was graded. */
  readonly grade: AccuracyClass | 'none';
  readonly grades: Readonly<Record<string, Grade>>;
  readonly outcomes: readonly Outcome[];
}
