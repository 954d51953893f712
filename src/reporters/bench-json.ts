import type { BenchRow } from '../bench/bench-row.ts';
import type { Spread } from '../bench/statistics.ts';
import { benchGoals } from './bench-goals.ts';
import type { BenchReport } from './bench-report.ts';
import { summarizeBench } from './bench-summary.ts';

/** A run of the benchmark as JSON: ratios are medians of ratios taken round by round, each with its quartiles. */
export function benchJson({ findings, provenance }: BenchReport): object {
  return {
    ...provenance,
    subjects: findings.subjects,
    absent: findings.absent,
    rows: findings.rows.map(rowJson),
    notMeasured: findings.unmeasured,
    summary: summarizeBench(findings.rows),
    goals: benchGoals(findings.rows),
  };
}

function rowJson(row: BenchRow): object {
  return {
    operation: row.operation,
    shape: row.shape,
    layout: row.layout,
    subject: row.subject,
    kind: row.kind,
    way: row.way,
    threads: row.threads,
    medianMs: rounded(row.time.median),
    quartilesMs: quartiles(row.time),
    ratioToCopy: ratio(row.ratioToCopy),
    ratioToCopyQuartiles: quartiles(row.ratioToCopy),
    ratioToOurs: ratio(row.ratioToOurs),
    ratioToOursQuartiles: quartiles(row.ratioToOurs),
    ratioToOneThread: row.ratioToOneThread === null ? null : ratio(row.ratioToOneThread),
    rounds: row.rounds,
    callsPerSample: row.callsPerSample,
  };
}

/** Null where the other subject was not measured. */
function ratio({ median }: Spread): number | null {
  return Number.isNaN(median) ? null : rounded(median);
}

function quartiles({ lower, upper }: Spread): readonly [number, number] | null {
  return Number.isNaN(lower) ? null : [rounded(lower), rounded(upper)];
}

/** To four significant digits, more than a time is good for. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
