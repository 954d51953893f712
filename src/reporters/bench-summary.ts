import type { BenchRow } from '../bench/bench-row.ts';
import { OURS } from '../bench/bench-row.ts';
import type { SubjectKind } from '../bench/bench-subject.ts';
import { type BenchOperation, benchOperations } from '../bench/bench-task.ts';
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

const LARGE_ELEMENTS = (8 * 2 ** 20) / 4;

/** One entry for each operation and number of threads that our kernels were measured with. */
export function summarizeBench(rows: readonly BenchRow[]): readonly BenchSummary[] {
  const counts = [...new Set(rows.map(({ threads }) => threads))].sort((a, b) => a - b);
  return benchOperations.flatMap((operation) =>
    counts.flatMap((threads) => {
      const these = rows.filter((row) => row.operation === operation && row.threads === threads);
      const ours = these.filter(({ subject }) => subject === OURS);
      if (ours.length === 0) return [];
      const large = ours.filter(({ shape }) => shape.reduce((a, b) => a * b, 1) > LARGE_ELEMENTS);
      return {
        operation,
        threads,
        toCopy: overall(ours.map(({ ratioToCopy }) => ratioToCopy.median)),
        native: fastestOf(these, 'native'),
        javascript: fastestOf(these, 'javascript'),
        toOneThread: overall(large.flatMap(({ ratioToOneThread }) => ratioToOneThread?.median ?? [])),
      };
    }),
  );
}

/** Of each task the fastest subject of a kind, by ours. */
function fastestOf(rows: readonly BenchRow[], wanted: SubjectKind): Overall | null {
  const byTask = new Map<string, number>();
  for (const { kind, shape, layout, ratioToOurs } of rows) {
    if (kind !== wanted || Number.isNaN(ratioToOurs.median)) continue;
    const task = `${shape} ${layout}`;
    byTask.set(task, Math.min(byTask.get(task) ?? Number.POSITIVE_INFINITY, ratioToOurs.median));
  }
  return overall([...byTask.values()]);
}

function overall(ratios: readonly number[]): Overall | null {
  if (ratios.length === 0) return null;
  return { geometricMean: geometricMean(ratios), least: Math.min(...ratios), most: Math.max(...ratios) };
}
