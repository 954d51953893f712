import type { SubjectKind } from './bench-subject.ts';
import type { BenchLayout, BenchOperation } from './bench-task.ts';
import { pairedRatios, type Rounds, type Spread, spreadOf } from './statistics.ts';
import type { Measured, NotMeasured, TaskFindings } from './task-findings.ts';

interface Place {
  readonly operation: BenchOperation;
  readonly shape: readonly number[];
  readonly layout: BenchLayout;
  readonly subject: string;
  readonly threads: number;
}

/** What was found of one subject on one task. */
export interface BenchRow extends Place {
  readonly kind: SubjectKind;
  /** Which of its ways was measured, where it has several. */
  readonly way: string | null;
  /** Milliseconds of a call. */
  readonly time: Spread;
  /** Its time by that of the copy. */
  readonly ratioToCopy: Spread;
  /** Its time by that of this package's WebAssembly kernels with as many threads. */
  readonly ratioToOurs: Spread;
  /** Its time by its own with one thread; null for one thread. */
  readonly ratioToOneThread: Spread | null;
  /** Rounds in which it took part. */
  readonly rounds: number;
  readonly callsPerSample: number;
}

/** A subject that was not timed on a task. */
export interface UnmeasuredRow extends Place {
  readonly reason: string;
  /** Whether it should have been: it failed, or answered wrongly. */
  readonly isFault: boolean;
}

export const COPY = 'copy';
/** The subject that the others are compared with. */
export const OURS = 'builtin:wasm';

/** The rows of a task; ratios are medians of ratios taken round by round, and NaN where the other was not measured. */
export function rowsOf({ task, measured, notMeasured }: TaskFindings): {
  readonly rows: readonly BenchRow[];
  readonly unmeasured: readonly UnmeasuredRow[];
} {
  const { operation, shape, layout } = task;
  const placeOf = ({ subject, threads }: Measured | NotMeasured): Place => {
    return { operation, shape, layout, subject: subject.name, threads };
  };
  const timesOf = (name: string, threads: number): Rounds =>
    measured.find((one) => one.subject.name === name && one.threads === threads)?.times ?? [];
  const copy = timesOf(COPY, 1);
  const rows = measured.map((one): BenchRow => {
    const { subject, threads, times } = one;
    const against = (base: Rounds) => spreadOf(pairedRatios(times, base));
    return {
      ...placeOf(one),
      kind: subject.kind,
      way: one.way,
      time: spreadOf(times.filter((time) => time !== null)),
      ratioToCopy: against(copy),
      ratioToOurs: against(timesOf(OURS, threads)),
      ratioToOneThread: threads === 1 ? null : against(timesOf(subject.name, 1)),
      rounds: times.filter((time) => time !== null).length,
      callsPerSample: one.callsPerSample,
    };
  });
  const unmeasured = notMeasured.map((one) => {
    return { ...placeOf(one), reason: one.reason, isFault: one.isFault };
  });
  return { rows, unmeasured };
}
