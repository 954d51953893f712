import type { BenchSource } from '../bench/bench-subject.ts';
import { chooseShapes } from '../bench/bench-table.ts';
import { type BenchLayout, type BenchOperation, benchLayouts, benchOperations } from '../bench/bench-task.ts';
import type { BenchOptions } from '../bench/run-bench.ts';
import { splitList } from './choose-requirements.ts';
import { couldNotRun } from './could-not-run.ts';
import { didYouMean } from './near-names.ts';

export interface BenchCommandOptions {
  /** All of the table where empty. */
  readonly shape: readonly (readonly number[])[];
  readonly operation: readonly string[];
  readonly layout: readonly string[];
  readonly subject: readonly string[];
  readonly threads: readonly string[];
  readonly rounds?: number;
  readonly quick?: true;
  /** True for one line on standard output, else the file to write. */
  readonly json?: true | string;
  /** The SVG file to write. */
  readonly plot?: string;
  readonly progress: boolean;
}

/**
 * Rounds, and milliseconds for each subject in all rounds of a task. Of eleven rounds the quartiles are the third from either
 * end; slow subjects have fewer, so that the table takes some ten minutes, and the quick one less than a minute.
 */
const full = { rounds: 11, budgetMs: 1200, longestCallMs: 5000 };
const quick = { rounds: 5, budgetMs: 200, longestCallMs: 1000 };

/** What the command line asks for. Throws a sentence with near names for an unknown one. */
export function benchOptions(given: BenchCommandOptions, sources: readonly BenchSource[]): BenchOptions {
  const layouts = known('layout', given.layout, benchLayouts) as readonly BenchLayout[];
  const operations = known('operation', given.operation, benchOperations) as readonly BenchOperation[];
  const names = sources.flatMap((source) => source.names);
  const threads = known('number of threads', given.threads, ['1', '2']).map(Number);
  const defaults = given.quick === true ? quick : full;
  return {
    shapes: chooseShapes({ shapes: given.shape, layouts, quick: given.quick === true }),
    operations: operations.length === 0 ? benchOperations : operations,
    subjects: known('subject', given.subject, names),
    threads: threads.length === 0 ? [1, 2] : threads,
    ...defaults,
    ...(given.rounds === undefined ? {} : { rounds: given.rounds }),
  };
}

function known(what: string, given: readonly string[], names: readonly string[]): readonly string[] {
  const asked = given.flatMap(splitList);
  for (const one of asked) {
    if (names.includes(one)) continue;
    const near = didYouMean(one, names) || `; there are ${names.join(', ')}.`;
    throw couldNotRun(`There is no ${what} ${JSON.stringify(one)}${near}`);
  }
  return names.filter((name) => asked.includes(name));
}
