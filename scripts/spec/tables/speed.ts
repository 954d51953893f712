/** The tables of the kernels' speed, from two committed runs of `bncheck bench`. */
import { type BenchRow, OURS } from '../../../src/bench/bench-row.ts';
import { elementsOf } from '../../../src/bench/forecast.ts';
import { benchGoals } from '../../../src/reporters/bench-goals.ts';
import {
  fastestPeers,
  LARGE_ELEMENTS,
  type Overall,
  overall,
  summarizeBench,
  taskOf,
} from '../../../src/reporters/bench-summary.ts';
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

const comparisons = ['by a copy', 'by bare loops', 'fastest native by it', 'fastest JavaScript by it'];

/** Geometric means over large and small tensors, one thread, with the worst in brackets. */
export function speedMeans(): string {
  const single = oneThread(benchRun(24));
  const rows = [true, false].flatMap((isLarge) => {
    const these = single.filter((row) => elementsOf(row) > LARGE_ELEMENTS === isLarge);
    return summarizeBench(these).map(({ operation, toCopy, native, javascript }) => {
      const loops = these.filter((row) => row.operation === operation && row.subject === LOOPS);
      return [
        `${operation}, tensors ${isLarge ? 'above' : 'up to'} 8 MB`,
        ...[toCopy, overall(loops.map(oursByIt))].map((ratio) => overallText(ratio, 'most')),
        ...[native, javascript].map((ratio) => overallText(ratio, 'least')),
      ];
    });
  });
  return markdownTable([['ours', ...comparisons], ...rows]);
}

function overallText(ratio: Overall | null, worst: 'least' | 'most'): string {
  return ratio === null ? '–' : `${sizeText(ratio.geometricMean)} (${sizeText(ratio[worst])})`;
}

/** Each tensor of the whole table, one thread; and two threads by one. */
export function speedByTensor(): string {
  const all = benchRun(24);
  const single = oneThread(all);
  const [natives, javascripts] = [fastestPeers(single, 'native'), fastestPeers(single, 'javascript')];
  const rows = single
    .filter(({ subject }) => subject === OURS)
    .map((ours) => {
      const isSameTask = (row: BenchRow) => taskOf(row) === taskOf(ours);
      const loops = single.find((row) => isSameTask(row) && row.subject === LOOPS);
      const two = all.find((row) => isSameTask(row) && row.subject === OURS && row.threads === 2);
      return [
        `${ours.operation} ${shapeText(ours.shape)} ${ours.layout}`,
        sizeText(ours.ratioToCopy.median),
        sizeText(loops === undefined ? Number.NaN : oursByIt(loops)),
        peerText(natives.find(isSameTask)),
        peerText(javascripts.find(isSameTask)),
        sizeText(two?.ratioToOneThread?.median ?? Number.NaN),
      ];
    });
  return markdownTable([['ours', ...comparisons, 'two threads by one'], ...rows]);
}

const LOOPS = 'loops';

function oneThread(rows: readonly BenchRow[]): readonly BenchRow[] {
  return rows.filter(({ threads }) => threads === 1);
}

function oursByIt({ ratioToOurs }: BenchRow): number {
  return 1 / ratioToOurs.median;
}

function peerText(row: BenchRow | undefined): string {
  return row === undefined ? '–' : `${sizeText(row.ratioToOurs.median)} ${row.subject}`;
}
