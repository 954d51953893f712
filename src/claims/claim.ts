import type { MedianInterval } from './measures/median-interval.ts';
import type { Scale } from './scales.ts';
import type { RecordOf, Trial } from './trials/trial.ts';

/** One number a seed, and where the claim says that they lie. */
export interface Condition {
  readonly name: string;
  /** What the number is, for people. */
  readonly quantity: string;
  readonly values: readonly number[];
  readonly side: 'above' | 'below';
  readonly threshold: number;
}

/**
 * What the interval of a condition says: it holds where all of the interval lies on the side of the threshold that the claim names, is
 * contrary where all of it lies on the other side, and is open where the interval contains the threshold.
 */
export type Finding = 'holds' | 'contrary' | 'open';

export interface JudgedCondition extends Condition {
  readonly interval: MedianInterval;
  readonly finding: Finding;
}

/** Supported: all conditions hold. Not supported: none does. Depends: some do and others do not. */
export type ClaimVerdict = 'supported' | 'depends' | 'not supported';

/** Something exact that is counted or bounded, and no matter of statistics. */
export interface ExactLaw {
  readonly law: string;
  readonly found: string;
  readonly holds: boolean;
}

export interface ChartPoint {
  readonly x: number;
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/** A curve: medians over the seeds, with their intervals. */
export interface ChartLine {
  readonly name: string;
  readonly points: readonly ChartPoint[];
}

export interface ChartPanel {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly logX?: true;
  readonly logY?: true;
  readonly lines: readonly ChartLine[];
}

/** What a claim's experiment gave. */
export interface Findings {
  /** These decide. */
  readonly conditions: readonly Condition[];
  /** These are told beside, and decide nothing. */
  readonly beside: readonly Condition[];
  readonly laws: readonly ExactLaw[];
  readonly panels: readonly ChartPanel[];
}

/** The record of a trial that was run. */
export type RecordsOf = <T extends Trial>(trial: T) => RecordOf[T['kind']];

export interface Source {
  readonly title: string;
  readonly url: string;
}

export const claimIds = [
  'normalized',
  'faster',
  'learning-rate',
  'initialization',
  'covariate-shift',
  'gradient-variance',
  'generalization',
  'cost',
  'drawbacks',
] as const;

export type ClaimId = (typeof claimIds)[number];

/** A saying, and how it is put to the test. All texts but `saying` are Markdown. */
export interface Claim {
  readonly id: ClaimId;
  readonly saying: string;
  readonly hypothesis: string;
  readonly experiment: string;
  readonly sources: readonly Source[];
  readonly trials: (scale: Scale, seeds: readonly number[]) => readonly Trial[];
  readonly findings: (scale: Scale, seeds: readonly number[], record: RecordsOf) => Findings;
}
