/** The tables of the kernels' speed, from two committed runs of `bncheck bench`. */
import { type BenchRow, OURS } from '../../../src/bench/bench-row.ts';
import { benchOperations } from '../../../src/bench/bench-task.ts';
import { geometricMean } from '../../../src/bench/statistics.ts';
import { benchGoals } from '../../../src/reporters/bench-goals.ts';
import { shapeText, sizeText } from '../../../src/reporters/bench-text.ts';
import { markdownTable } from '../markdown-table.ts';
import { benchRun } from './bench-run.ts';

/** What our kernels aimed at, and what each run measured. */
export function speedGoals(): string {
  const before = new Map(benchGoals(benchRun(20)).map((goal) => [goal.goal, goal]));
  const rows = benchGoals(benchRun(24)).map((now) => {
    const older = before.get(now.goal);
    return [now.goal, verdict(now), older === undefined ? '–' : verdict(older)];
  });
  return markdownTable([['goal', 'Node 24', 'Node 20'], ...rows]);
}

function verdict({ measured, isMet }: { readonly measured: number; readonly isMet: boolean }): string {
  return `${sizeText(measured)}${isMet ? '' : ', missed'}`;
}

const LARGE_ELEMENTS = (8 * 2 ** 20) / 4;

/** Geometric means over large and small tensors, one thread, with the worst in brackets. */
export function speedMeans(): string {
  const tensors = oneThread(benchRun(24));
  const rows = [true, false].flatMap((isLarge) =>
    benchOperations.map((operation) => {
      const these = tensors.filter(
        ({ ours }) => ours.operation === operation && elements(ours) > LARGE_ELEMENTS === isLarge,
      );
      const most = (of: (tensor: Tensor) => number) => overall(these.map(of), Math.max);
      const least = (of: (tensor: Tensor) => number) => overall(these.map(of), Math.min);
      return [
        `${operation}, tensors ${isLarge ? 'above' : 'up to'} 8 MB`,
        most(({ ours }) => ours.ratioToCopy.median),
        most(({ loops }) => 1 / loops),
        least(({ native }) => native.ratio),
        least(({ javascript }) => javascript.ratio),
      ];
    }),
  );
  return markdownTable([['ours', ...comparisons], ...rows]);
}

const comparisons = ['by a copy', 'by bare loops', 'fastest native by it', 'fastest JavaScript by it'];

function overall(ratios: readonly number[], worst: (...values: number[]) => number): string {
  return `${sizeText(geometricMean(ratios))} (${sizeText(worst(...ratios))})`;
}

/** Each tensor of the whole table, one thread; and two threads by one. */
export function speedByTensor(): string {
  const all = benchRun(24);
  const rows = oneThread(all).map(({ ours, loops, native, javascript }) => {
    const { operation, shape, layout } = ours;
    const two = all.find((row) => isSameTask(row, ours) && row.subject === OURS && row.threads === 2);
    return [
      `${operation} ${shapeText(shape)} ${layout}`,
      sizeText(ours.ratioToCopy.median),
      sizeText(1 / loops),
      `${sizeText(native.ratio)} ${native.subject}`,
      `${sizeText(javascript.ratio)} ${javascript.subject}`,
      sizeText(two?.ratioToOneThread?.median ?? Number.NaN),
    ];
  });
  return markdownTable([['ours', ...comparisons, 'two threads by one'], ...rows]);
}

interface Peer {
  readonly subject: string;
  /** Its time by ours. */
  readonly ratio: number;
}

interface Tensor {
  readonly ours: BenchRow;
  /** Bare loops' time by ours. */
  readonly loops: number;
  readonly native: Peer;
  readonly javascript: Peer;
}

function oneThread(rows: readonly BenchRow[]): readonly Tensor[] {
  const single = rows.filter(({ threads }) => threads === 1);
  return single
    .filter(({ subject }) => subject === OURS)
    .map((ours) => {
      const beside = single.filter((row) => isSameTask(row, ours) && !Number.isNaN(row.ratioToOurs.median));
      const loops = beside.find(({ subject }) => subject === 'loops');
      return {
        ours,
        loops: loops?.ratioToOurs.median ?? Number.NaN,
        native: fastest(beside.filter(({ kind }) => kind === 'native')),
        javascript: fastest(beside.filter(({ kind }) => kind === 'javascript')),
      };
    });
}

function fastest(rows: readonly BenchRow[]): Peer {
  const sorted = rows.toSorted((a, b) => a.ratioToOurs.median - b.ratioToOurs.median);
  const first = sorted[0];
  return { subject: first?.subject ?? '', ratio: first?.ratioToOurs.median ?? Number.NaN };
}

function isSameTask(a: BenchRow, b: BenchRow): boolean {
  return a.operation === b.operation && a.layout === b.layout && `${a.shape}` === `${b.shape}`;
}

function elements({ shape }: BenchRow): number {
  return shape.reduce((product, size) => product * size, 1);
}
