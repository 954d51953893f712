import type { Dtype } from '../../spec/contract.ts';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { KnownJudgement } from '../harness/known-failures.ts';
import type { SuiteResult } from '../harness/outcome.ts';
import type { JudgedBy } from './judged-by.ts';

/** A result with what a reader needs beside it. */
export interface Report {
  readonly result: SuiteResult;
  /** The format of the subject's numbers: how they are printed. */
  readonly dtype: Dtype;
  /** The command that repeats the failure of a requirement. */
  readonly replayOf: (requirement: string) => string;
  /** What is probably wrong; null or absent where nothing is, or where nobody asked. */
  readonly diagnosis?: Diagnosis | null;
  /** The conventions that it was judged by. */
  readonly judgedBy?: JudgedBy;
  /** What a list of known failures makes of it; absent where there is none. */
  readonly known?: KnownJudgement;
  /** How long the run took. */
  readonly seconds?: number;
}
