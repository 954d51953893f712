import type { BenchRow } from '../../bench/bench-row.ts';
import type { Spread } from '../../bench/statistics.ts';

const spread = (median: number): Spread => ({ median, lower: median / 2, upper: median * 2 });

/** A row with a ratio to the copy and one to ours. */
export function benchRow(
  subject: string,
  toCopy: number,
  toOurs: number,
  other: Partial<BenchRow> = {},
): BenchRow {
  const kind = subject.startsWith('builtin:') ? 'ours' : 'native';
  return {
    operation: 'training',
    shape: [32, 64, 56, 56],
    layout: 'channels-first',
    subject,
    kind: subject === 'copy' ? 'copy' : kind,
    threads: 1,
    way: null,
    time: spread(toCopy / 3),
    ratioToCopy: spread(toCopy),
    ratioToOurs: spread(toOurs),
    ratioToOneThread: null,
    rounds: 11,
    callsPerSample: 1,
    ...other,
  };
}

/** A small run: two tensors, five subjects, two threads for one of them. */
export function benchRows(): readonly BenchRow[] {
  const small = { shape: [2, 3, 7, 5] } as const;
  const javascript = { kind: 'javascript', way: 'batchNorm' } as const;
  return [
    benchRow('copy', 1, 0.5),
    benchRow('builtin:wasm', 2, 1),
    benchRow('builtin:wasm', 1.25, 1, { threads: 2, ratioToOneThread: spread(0.625) }),
    benchRow('pytorch', 12, 6),
    benchRow('onednn', 8, 4),
    benchRow('tfjs:wasm', 90, 45, javascript),
    benchRow('copy', 1, 2, small),
    benchRow('builtin:wasm', 0.5, 1, small),
    benchRow('pytorch', 50, 100, small),
    benchRow('tfjs:wasm', 5000, 10000, { ...javascript, ...small }),
  ];
}
