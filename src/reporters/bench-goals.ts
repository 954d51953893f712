import { type BenchRow, OURS } from '../bench/bench-row.ts';
import type { BenchLayout, BenchOperation } from '../bench/bench-task.ts';
import { elementsOf } from '../bench/forecast.ts';
import { summarizeBench } from './bench-summary.ts';

/** What our kernels aim at, and what a run measured; absent where the run says nothing of it. */
export interface BenchGoal {
  readonly goal: string;
  /** The ratio of the worst tensor, or a geometric mean where the goal is one. */
  readonly measured: number;
  readonly isMet: boolean;
}

const MOST_BY_COPY: Readonly<Record<BenchOperation, Readonly<Record<BenchLayout, number>>>> = {
  training: { 'channels-first': 1.5, 'channels-last': 1.7 },
  inference: { 'channels-first': 1, 'channels-last': 1 },
  trainingGradient: { 'channels-first': 2.3, 'channels-last': 2.3 },
};

/** Tensors above 16 MB: the three largest shapes of the table. */
const LARGE_ELEMENTS = 2 ** 22;

/** The goals that a run can tell of, in a fixed order. */
export function benchGoals(rows: readonly BenchRow[]): readonly BenchGoal[] {
  const ours = rows.filter(({ subject, threads }) => subject === OURS && threads === 1);
  const goals: BenchGoal[] = [];
  const add = (goal: string, measured: number | undefined, meets: (ratio: number) => boolean) => {
    if (measured === undefined || !Number.isFinite(measured)) return;
    goals.push({ goal, measured, isMet: meets(measured) });
  };
  for (const [operation, layouts] of Object.entries(MOST_BY_COPY)) {
    for (const [layout, most] of Object.entries(layouts)) {
      const large = ours.filter(
        (row) => row.operation === operation && row.layout === layout && elementsOf(row) > LARGE_ELEMENTS,
      );
      const worst = Math.max(...large.map(({ ratioToCopy }) => ratioToCopy.median));
      add(`${operation}, ${layout}, above 16 MB: at most ${most} copies`, worst, (ratio) => ratio <= most);
    }
  }
  const single = summarizeBench(rows).filter(({ threads }) => threads === 1);
  for (const { operation, native, javascript } of single) {
    const faster = 'slower than ours on every tensor';
    add(`${operation}: every native library ${faster}`, native?.least, (ratio) => ratio > 1);
    add(`${operation}: every JavaScript library ${faster}`, javascript?.least, (ratio) => ratio > 1);
  }
  const training = single.find(({ operation }) => operation === 'training');
  const mean = 'geometric mean of the fastest';
  add(
    `training, ${mean} native library: at least 2.5`,
    training?.native?.geometricMean,
    (ratio) => ratio >= 2.5,
  );
  add(
    `training, ${mean} JavaScript library: at least 10`,
    training?.javascript?.geometricMean,
    (ratio) => ratio >= 10,
  );
  const plain = rows.filter(
    ({ subject, shape }) => subject === 'builtin:typescript' && `${shape}` === '2,3,7,5',
  );
  const least = Math.min(...plain.map(({ ratioToOurs }) => ratioToOurs.median));
  add('2×3×7×5: plain TypeScript slower than ours', least, (ratio) => ratio > 1);
  for (const { operation, threads, toOneThread } of summarizeBench(rows)) {
    if (threads !== 2 || toOneThread === null) continue;
    add(
      `${operation}, above 8 MB: two threads at least 1.6 times one`,
      1 / toOneThread.most,
      (gain) => gain >= 1.6,
    );
  }
  return goals;
}
