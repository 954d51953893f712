import type { BenchRow } from '../bench/bench-row.ts';
import { OURS } from '../bench/bench-row.ts';
import type { SubjectKind } from '../bench/bench-subject.ts';
import { type BenchOperation, benchOperations } from '../bench/bench-task.ts';
import { elementsOf } from '../bench/forecast.ts';
import { geometricMean } from '../bench/statistics.ts';

/** A ratio over the tasks of an operation. */
export interface Overall {
  readonly geometricMean: number;
  readonly least: number;
  readonly most: number;
}

/** What a run says about our kernels, for one operation and one number of threads; null where there is nothing to compare. */
export interface BenchSummary {
  readonly operation: BenchOperation;
  readonly threads: number;
  /** Our time by that of the copy. */
  readonly toCopy: Overall | null;
  /** The fastest native library's time by ours, task by task. */
  readonly native: Overall | null;
  /** The same of libraries that run in JavaScript or WebAssembly. */
  readonly javascript: Overall | null;
  /** Our time with these threads by that with one, where a tensor exceeds 8 MB. */
  readonly toOneThread: Overall | null;
}

/** Elements of 8 MB, which no second-level cache holds. */
export const LARGE_ELEMENTS = (8 * 2 ** 20) / 4;

/** One entry for each operation and number of threads that our kernels were measured with. */
export function summarizeBench(rows: readonly BenchRow[]): readonly BenchSummary[] {
  const counts = [...new Set(rows.map(({ threads }) => threads))].sort((a, b) => a - b);
  return benchOperations.flatMap((operation) =>
    counts.flatMap((threads) => {
      const these = rows.filter((row) => row.operation === operation && row.threads === threads);
      const ours = these.filter(({ subject }) => subject === OURS);
      if (ours.length === 0) return [];
      const large = ours.filter((row) => elementsOf(row) > LARGE_ELEMENTS);
      return {
        operation,
        threads,
        toCopy: overall(ours.map(({ ratioToCopy }) => ratioToCopy.median)),
        native: overall(fastestPeers(these, 'native').map(toOurs)),
        javascript: overall(fastestPeers(these, 'javascript').map(toOurs)),
        toOneThread: overall(large.flatMap(({ ratioToOneThread }) => ratioToOneThread?.median ?? [])),
      };
    }),
  );
}

/** Of each task the row of the fastest subject of a kind, by ours. */
export function fastestPeers(rows: readonly BenchRow[], wanted: SubjectKind): readonly BenchRow[] {
  const byTask = new Map<string, BenchRow>();
  for (const row of rows) {
    if (row.kind !== wanted || Number.isNaN(toOurs(row))) continue;
    const task = taskOf(row);
    const fastest = byTask.get(task);
    if (fastest === undefined || toOurs(row) < toOurs(fastest)) byTask.set(task, row);
  }
  return [...byTask.values()];
}

/** What tells the task of a row from all others. */
export function taskOf({ operation, shape, layout }: BenchRow): string {
  return `${operation} ${shape} ${layout}`;
}

function toOurs({ ratioToOurs }: BenchRow): number {
  return ratioToOurs.median;
}

/** Null of no ratios. */
export function overall(ratios: readonly number[]): Overall | null {
  if (ratios.length === 0) return null;
  return { geometricMean: geometricMean(ratios), least: Math.min(...ratios), most: Math.max(...ratios) };
}
