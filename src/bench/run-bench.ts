import { benchData } from './bench-data.ts';
import { type BenchRow, COPY, OURS, rowsOf, type UnmeasuredRow } from './bench-row.ts';
import type { BenchSource, BenchSubject } from './bench-subject.ts';
import type { BenchOperation, BenchShape, BenchTask } from './bench-task.ts';
import { createForecast, elementsOf } from './forecast.ts';
import { measureTask } from './measure-task.ts';
import type { SamplingOptions } from './sampling.ts';
import type { Entrant } from './task-findings.ts';

export interface BenchOptions extends SamplingOptions {
  readonly shapes: readonly BenchShape[];
  readonly operations: readonly BenchOperation[];
  /** Names of subjects, all where empty; the copy and our kernels always take part, as what the others are measured by. */
  readonly subjects: readonly string[];
  readonly threads: readonly number[];
}

export interface BenchWatch {
  /** A task begins. */
  readonly onTask: (task: BenchTask) => void;
  readonly onRound: () => void;
}

export interface BenchFindings {
  readonly rows: readonly BenchRow[];
  readonly unmeasured: readonly UnmeasuredRow[];
  readonly subjects: readonly { readonly name: string; readonly version: string | null }[];
  /** Sources that could not be opened. */
  readonly absent: readonly { readonly names: readonly string[]; readonly reason: string }[];
}

/** Measures all tasks, one after another; the tensors of one task at a time are held. */
export async function runBench(
  sources: readonly BenchSource[],
  options: BenchOptions,
  watch: BenchWatch,
): Promise<BenchFindings> {
  const wanted = (name: string) =>
    options.subjects.length === 0 || [COPY, OURS, ...options.subjects].includes(name);
  const absent: { names: readonly string[]; reason: string }[] = [];
  const subjects: BenchSubject[] = [];
  try {
    for (const source of sources.filter(({ names }) => names.some(wanted))) {
      try {
        subjects.push(...(await source.open()));
      } catch (error) {
        absent.push({ names: source.names, reason: (error as Error).message });
      }
    }
    const taking = subjects.filter(({ name }) => wanted(name));
    const entrants = taking.flatMap((subject) => entrantsOf(subject, options.threads));
    const found = new Map<BenchShape, ReturnType<typeof rowsOf>[]>();
    const forecast = createForecast(options);
    // Small tensors first: they tell how long the large ones will take.
    for (const shape of [...options.shapes].sort((a, b) => elementsOf(a) - elementsOf(b))) {
      const data = benchData(shape);
      const ofShape: ReturnType<typeof rowsOf>[] = [];
      for (const operation of options.operations) {
        const task = { ...shape, operation, data };
        watch.onTask(task);
        const findings = await measureTask(task, entrants, options, forecast.whyTooLong, watch.onRound);
        forecast.learn(findings);
        ofShape.push(rowsOf(findings));
      }
      found.set(shape, ofShape);
    }
    const inOrder = options.shapes.flatMap((shape) => found.get(shape) ?? []);
    return {
      rows: inOrder.flatMap(({ rows }) => rows),
      unmeasured: inOrder.flatMap(({ unmeasured }) => unmeasured),
      subjects: taking.map(({ name, version }) => ({ name, version })),
      absent,
    };
  } finally {
    for (const { close } of subjects) await close?.();
  }
}

/** A subject with each number of threads that is wanted and that it offers; what is no batch norm also with one thread always. */
function entrantsOf(subject: BenchSubject, wanted: readonly number[]): readonly Entrant[] {
  const always = subject.kind === 'copy' ? 1 : null;
  const counts = subject.threads.filter((count) => count === always || wanted.includes(count));
  return counts.map((count) => ({ subject, threads: count }));
}
