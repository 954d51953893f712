import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BenchReport } from './bench-report.ts';
import { benchText, sizeText } from './bench-text.ts';
import { plainColours } from './plain-colours.ts';
import { benchRow, benchRows } from './testing/bench-rows.ts';

const report = (findings: Partial<BenchReport['findings']>): BenchReport => ({
  provenance: { node: '20.19.0', cores: 2, wasm: ['relaxed-simd', 'simd'] },
  findings: { rows: [], unmeasured: [], subjects: [], absent: [], ...findings },
});

test('a task is a table with a row for each subject and number of threads', () => {
  const text = benchText(report({ rows: benchRows() }), plainColours);
  expect(text).toContain('training, 32×64×56×56, channels-first\n');
  expect(text).toMatch(/\nbuiltin:wasm +2 +0\.417 +1\.25 +\(0\.625–2\.50\) +1\.00 +\(0\.500–2\.00\) +11\n/);
  expect(text).toMatch(/\ntfjs:wasm \(batchNorm\) +1 +1670 +5000 +\(2500–10000\) /);
  expect(text).toMatch(/\ntraining +1 +1\.00 \(≤ 2\.00\) +20\.0 \(≥ 4\.00\) +671 \(≥ 45\.0\) +–\n/);
});

test('no line is wider than the page, whatever the numbers and the names', () => {
  const size = fc.double({ min: 2 ** -40, max: 2 ** 40, noNaN: true });
  const name = fc.string({ minLength: 1, maxLength: 40 });
  const row = fc
    .tuple(name, size, size, fc.constantFrom(1, 2))
    .map(([subject, toCopy, toOurs, threads]) => benchRow(subject, toCopy, toOurs, { threads }));
  const reason = fc.string({ unit: 'grapheme', maxLength: 300 });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), reason, (rows, why) => {
      const unmeasured = rows.map((one) => ({ ...one, reason: why, isFault: true }));
      const absent = [{ names: ['pytorch'], reason: why }];
      const subjects = rows.map(({ subject }) => ({ name: subject, version: why }));
      const text = benchText(report({ rows, unmeasured, absent, subjects }), plainColours);
      for (const line of text.split('\n')) expect([...line].length).toBeLessThanOrEqual(100);
    }),
    { seed: 1, numRuns: 60 },
  );
});

test('what failed is said, and what a subject does not offer is not', () => {
  const [one] = benchRows();
  const unmeasured = [
    { ...one!, subject: 'onednn', reason: 'wrong: output[3] is NaN and not 1', isFault: true },
    { ...one!, subject: 'onednn', reason: 'wrong: output[3] is NaN and not 1', isFault: true, threads: 2 },
    { ...one!, subject: 'onnxruntime-node', reason: 'no gradients', isFault: false },
  ];
  const text = benchText(report({ rows: benchRows(), unmeasured }), plainColours).replaceAll('\n', ' ');
  expect(text).toContain(
    'Not measured: onednn (training, 32×64×56×56, channels-first, threads 1 and 1 more): wrong: output[3]',
  );
  expect(text).not.toContain('onnxruntime-node');
});

test('a size has about three digits and no exponent', () => {
  expect([0.000123456, 0.0123, 0.999, 1, 9.996, 12.345, 123.45, 161423].map(sizeText)).toEqual([
    '0.000123',
    '0.0123',
    '0.999',
    '1.00',
    '10.00',
    '12.3',
    '123',
    '161000',
  ]);
  expect(sizeText(Number.NaN)).toBe('–');
});
