import { expect, test } from 'vitest';
import { z } from 'zod';
import { benchJson } from './bench-json.ts';
import { benchRow, benchRows } from './testing/bench-rows.ts';

const ratio = z.number().positive().nullable();
const quartiles = z.tuple([z.number(), z.number()]).nullable();
const row = z.strictObject({
  operation: z.enum(['training', 'inference', 'trainingGradient']),
  shape: z.array(z.int().positive()).min(2),
  layout: z.enum(['channels-first', 'channels-last']),
  subject: z.string(),
  kind: z.enum(['copy', 'ours', 'javascript', 'native']),
  way: z.string().nullable(),
  threads: z.int().positive(),
  medianMs: z.number().positive(),
  quartilesMs: quartiles,
  ratioToCopy: ratio,
  ratioToCopyQuartiles: quartiles,
  ratioToOurs: ratio,
  ratioToOursQuartiles: quartiles,
  ratioToOneThread: ratio,
  rounds: z.int().positive(),
  callsPerSample: z.int().positive(),
});

test('the JSON has a row for each measurement, and nothing of it is lost on the way', () => {
  const alone = benchRow('pytorch', Number.NaN, Number.NaN, {
    time: { median: 1, lower: 1, upper: 1 },
    shape: [4, 4],
  });
  const rows = [...benchRows(), alone];
  const report = {
    provenance: { node: '20.19.0', cores: 2, wasm: ['simd'] },
    findings: { rows, unmeasured: [], subjects: [{ name: 'copy', version: null }], absent: [] },
  };
  const json = JSON.parse(JSON.stringify(benchJson(report)));
  expect(Object.keys(json)).toEqual([
    'node',
    'cores',
    'wasm',
    'subjects',
    'absent',
    'rows',
    'notMeasured',
    'summary',
    'goals',
  ]);
  const read = z.array(row).parse(json.rows);
  expect(read.map(({ ratioToCopy }) => ratioToCopy)).toEqual([
    ...benchRows().map((one) => one.ratioToCopy.median),
    null,
  ]);
  expect(read.at(-1)).toMatchObject({ ratioToOurs: null, ratioToOursQuartiles: null, medianMs: 1 });
});
