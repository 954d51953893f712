import type { ConditioningLog } from './conditioning-log.ts';
import type { GradeLog } from './grades.ts';
import type { Outcome } from './outcome.ts';

/** All that one property adds to the result of a run; plain data. */
export interface PropertyFindings {
  readonly outcome: Outcome;
  readonly grades: GradeLog;
  readonly conditioning: ConditioningLog;
}
