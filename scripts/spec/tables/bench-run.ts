import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchRow } from '../../../src/bench/bench-row.ts';
import type { Spread } from '../../../src/bench/statistics.ts';
import { packageRoot } from '../../../src/fixture-format/package-root.ts';

type Quartiles = readonly [number, number] | null;

/** A row of `bench --json`; ratios are null where there was nothing to compare with. */
interface RowJson extends Omit<BenchRow, 'time' | 'ratioToCopy' | 'ratioToOurs' | 'ratioToOneThread'> {
  readonly medianMs: number;
  readonly quartilesMs: Quartiles;
  readonly ratioToCopy: number | null;
  readonly ratioToCopyQuartiles: Quartiles;
  readonly ratioToOurs: number | null;
  readonly ratioToOursQuartiles: Quartiles;
  readonly ratioToOneThread: number | null;
}

/** The rows of a committed run of the benchmark, with one version of Node. */
export function benchRun(node: 20 | 24): readonly BenchRow[] {
  const path = join(packageRoot(), `fixtures/results/bench/node-${node}.json`);
  const { rows } = JSON.parse(readFileSync(path, 'utf8')) as { rows: readonly RowJson[] };
  return rows.map((row) => ({
    ...row,
    time: spread(row.medianMs, row.quartilesMs),
    ratioToCopy: spread(row.ratioToCopy, row.ratioToCopyQuartiles),
    ratioToOurs: spread(row.ratioToOurs, row.ratioToOursQuartiles),
    ratioToOneThread: row.ratioToOneThread === null ? null : spread(row.ratioToOneThread, null),
  }));
}

function spread(median: number | null, quartiles: Quartiles): Spread {
  const [lower, upper] = quartiles ?? [Number.NaN, Number.NaN];
  return { median: median ?? Number.NaN, lower, upper };
}
