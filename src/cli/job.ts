import type { Case, Conventions, Dtype } from '../../spec/contract.ts';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { StoredFailure } from '../fixture-format/stored-failure.ts';
import type { Outcome, SuiteResult } from '../harness/outcome.ts';
import type { VariantFindings } from '../harness/power-summary.ts';
import type { PropertyFindings } from '../harness/property-findings.ts';
import type { Stopped } from '../harness/stopped-run.ts';
import type { Tier } from '../harness/tiers.ts';
import type { Identified } from '../identify/identified.ts';
import type { JudgedBy } from '../reporters/judged-by.ts';
import type { SmokeFindings } from './smoke/smoke-findings.ts';

/** Conventions to judge a subject by, in the place of those that it declares. */
export interface GivenProfile {
  /** As it was named on the command line. */
  readonly text: string;
  readonly conventions: Partial<Conventions>;
}

/** A run of the suite against a subject; plain data, so that it can go to another process. */
export interface CheckJob {
  readonly task: 'check';
  /** The SUBJECT of the command line. */
  readonly subject: string;
  /** Ids of the requirements to check; null for all. */
  readonly only: readonly string[] | null;
  readonly tier: Tier['name'];
  readonly seed: number;
  /** Generated cases per property, instead of the tier's. */
  readonly runs: number | null;
  /** How long one call may take. */
  readonly timeoutMs: number;
  readonly profile?: GivenProfile;
  /** Cases that failed in earlier runs, by requirement. */
  readonly stored?: Readonly<Record<string, readonly Case[]>>;
  /** Requirements that are left out, since the subject ended or blocked its process in them. */
  readonly stopped?: readonly Stopped[];
  /** What is known of an interrupted run, and not tried again. */
  readonly finished?: readonly PropertyFindings[];
}

/** One stored failure to be tried again. */
export interface ReplayJob {
  readonly task: 'replay';
  readonly subject: string;
  readonly failure: StoredFailure;
  readonly timeoutMs: number;
  readonly profile?: GivenProfile;
}

/** Find out the conventions and the algorithm of a subject. */
export interface IdentifyJob {
  readonly task: 'identify';
  readonly subject: string;
  readonly timeoutMs: number;
}

/** Test an adapter itself. */
export interface SmokeJob {
  readonly task: 'smoke';
  readonly subject: string;
  readonly timeoutMs: number;
}

/** Name the fault of a subject that failed. */
export interface DiagnoseJob {
  readonly task: 'diagnose';
  readonly subject: string;
  /** What the suite found. */
  readonly outcomes: readonly Outcome[];
  /** Those that it was judged by. */
  readonly conventions: Conventions;
  readonly seed: number;
  readonly timeoutMs: number;
}

/** The suite against some of its own variants. */
export interface PowerJob {
  readonly task: 'power';
  /** Ids. */
  readonly variants: readonly string[];
  readonly tier: Tier['name'];
  readonly seed: number;
  readonly runs: number | null;
  /** True to leave a faulty variant at the first requirement that notices it. */
  readonly quick: boolean;
  readonly timeoutMs: number;
}

/** What a subject says of itself, and how it is judged. */
export interface CheckedSubject extends Pick<SuiteResult, 'subject' | 'version' | 'language' | 'share'> {
  readonly dtype: Dtype;
  readonly judgedBy: JudgedBy;
  /** The ids of all requirements, in the order in which a check reports those that it is of. */
  readonly order: readonly string[];
}

export interface CheckFindings {
  readonly result: SuiteResult;
  readonly dtype: Dtype;
  readonly judgedBy: JudgedBy;
}

export interface ReplayFindings {
  /** The name by which the subject introduces itself. */
  readonly subject: string;
  readonly dtype: Dtype;
  readonly outcome: Outcome;
  /** Those that it was judged by; null where it ended its process before it could say. */
  readonly conventions: Conventions | null;
}

export type Job = CheckJob | ReplayJob | IdentifyJob | SmokeJob | DiagnoseJob | PowerJob;

export interface FindingsOf {
  readonly check: CheckFindings;
  readonly replay: ReplayFindings;
  readonly identify: Identified;
  readonly smoke: SmokeFindings;
  readonly diagnose: Diagnosis | null;
  readonly power: readonly VariantFindings[];
}

/** What a run tells while it goes on. */
export interface Watch {
  /** What it turns to, a requirement or a variant, and how much is done: of all planned cases, or of the variants. */
  readonly onTurn?: (part: string, done: number, total: number) => void;
  /** The subject of a check has been loaded. */
  readonly onOpened?: (subject: CheckedSubject) => void;
  /** A requirement has been checked. */
  readonly onFinished?: (findings: PropertyFindings) => void;
  /** A variant has been gone through. */
  readonly onVariant?: (id: string) => void;
  /** A case is about to be tried, counted from 1 in each way of use. */
  readonly onCase?: (requirement: string, number: number) => void;
  /** A call is about to be made. */
  readonly onCall?: () => void;
  /** A call has been answered, or is not waited for any longer. */
  readonly onAnswer?: () => void;
}

/** Does a job, here or in another process; rejects with one sentence where it could not be done. */
export type RunJob = <J extends Job>(job: J, watch: Watch) => Promise<FindingsOf[J['task']]>;
