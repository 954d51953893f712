import type { Diagnosis } from '../../diagnosis/diagnosis.ts';
import { composePartial, composeResult, type ResultHead } from '../../harness/compose-result.ts';
import type { PropertyFindings } from '../../harness/property-findings.ts';
import type { CheckedSubject, CheckFindings, CheckJob, Watch } from '../job.ts';

/** How far a check has come: all that is needed to report on it, and to go on with it. */
export interface RunRecord {
  readonly job: CheckJob;
  /** Null where the subject has not been loaded yet. */
  readonly opened: CheckedSubject | null;
  readonly finished: readonly PropertyFindings[];
  /** Absent where nobody has asked for it yet. */
  readonly diagnosis?: Diagnosis | null;
  /** How long it has taken so far; absent where nobody noted it. */
  readonly seconds?: number;
}

/** A record that fills while a check goes on. */
export interface Recording {
  readonly watch: Watch;
  readonly record: () => RunRecord;
}

/** Records a check from where an earlier record of it left off; what is told goes on to `watch`. */
export function recordRun(from: RunRecord, watch: Watch): Recording {
  let { opened } = from;
  const finished = [...from.finished];
  return {
    watch: {
      ...watch,
      onOpened: (subject) => {
        opened = subject;
        watch.onOpened?.(subject);
      },
      onFinished: (findings) => {
        finished.push(findings);
        watch.onFinished?.(findings);
      },
    },
    record: () => ({ ...from, opened, finished: [...finished] }),
  };
}

/** The requirements that a check is of, in the order in which it reports them. */
function requirementsOf({ only }: CheckJob, { order }: CheckedSubject): readonly string[] {
  return order.filter((requirement) => only === null || only.includes(requirement));
}

/** The findings of a check that is recorded to its end; null where something is left to do. */
export function wholeFindings({ job, opened, finished }: RunRecord): CheckFindings | null {
  if (opened === null || finished.length === 0) return null;
  const parts: PropertyFindings[] = [];
  for (const requirement of requirementsOf(job, opened)) {
    const found = finished.find(({ outcome }) => outcome.requirement === requirement);
    if (found === undefined) return null;
    parts.push(found);
  }
  const result = composeResult(headOf(job, opened), parts);
  return { result, dtype: opened.dtype, judgedBy: opened.judgedBy };
}

/** The findings of a check that was interrupted; null where not even the subject was loaded. */
export function partialFindings({ job, opened, finished }: RunRecord): CheckFindings | null {
  if (opened === null) return null;
  const result = composePartial(headOf(job, opened), requirementsOf(job, opened), finished);
  return { result, dtype: opened.dtype, judgedBy: opened.judgedBy };
}

function headOf({ tier, seed }: CheckJob, { subject, version, language, share }: CheckedSubject): ResultHead {
  return { subject, version, language, tier, seed, share };
}
