import type { BenchShape, BenchTask } from './bench-task.ts';
import { spreadOf } from './statistics.ts';
import type { Entrant, TaskFindings } from './task-findings.ts';

/** Foretells from the tensors measured so far how long a call on a larger one will take. */
export interface Forecast {
  /** Why a library is not measured on a task: a call would take too long; null where it would not. Ours always are. */
  readonly whyTooLong: (task: BenchTask, entrant: Entrant) => string | null;
  readonly learn: (findings: TaskFindings) => void;
}

/** Elements from which the time of a call grows with the tensor, and not with what a call costs anyway. */
const TELLING_ELEMENTS = 100_000;

export interface ForecastOptions {
  readonly longestCallMs: number;
  /** Subjects that were named, and so are measured however long they take. */
  readonly subjects: readonly string[];
}

/** A forecast that knows nothing yet, and so lets everybody in. */
export function createForecast({ longestCallMs, subjects }: ForecastOptions): Forecast {
  const msPerElement = new Map<string, number>();
  const keyOf = ({ operation, layout }: BenchTask, { subject, threads }: Entrant) =>
    `${subject.name} ${threads} ${operation} ${layout}`;
  return {
    whyTooLong: (task, entrant) => {
      const ms = (msPerElement.get(keyOf(task, entrant)) ?? 0) * elementsOf(task);
      const { name, kind } = entrant.subject;
      if (ms <= longestCallMs || kind === 'ours' || subjects.includes(name)) return null;
      return `a call would take some ${Math.round(ms / 1000)} seconds; --subject ${name} measures it all the same`;
    },
    learn: ({ task, measured }) => {
      const elements = elementsOf(task);
      if (elements < TELLING_ELEMENTS) return;
      for (const one of measured) {
        const { median } = spreadOf(one.times.filter((time) => time !== null));
        msPerElement.set(keyOf(task, one), median / elements);
      }
    },
  };
}

/** Numbers in a tensor of the shape. */
export function elementsOf({ shape }: BenchShape): number {
  return shape.reduce((product, size) => product * size, 1);
}
