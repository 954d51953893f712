import { expect, test } from 'vitest';
import { summarizeBench } from './bench-summary.ts';
import { benchRow, benchRows } from './testing/bench-rows.ts';

test('the summary compares with the fastest peer of each kind, tensor by tensor', () => {
  const [single, double, ...rest] = summarizeBench(benchRows());
  expect(rest).toEqual([]);
  expect(single).toMatchObject({ operation: 'training', threads: 1, toOneThread: null });
  expect(single!.toCopy).toMatchObject({ least: 0.5, most: 2 });
  expect(single!.toCopy!.geometricMean).toBeCloseTo(1);
  // Four and a hundred: at the large tensor oneDNN is faster than PyTorch.
  expect(single!.native).toMatchObject({ least: 4, most: 100 });
  expect(single!.native!.geometricMean).toBeCloseTo(20);
  expect(single!.javascript).toMatchObject({ least: 45, most: 10000 });
  expect(double).toMatchObject({ threads: 2, native: null, javascript: null });
  expect(double!.toOneThread).toMatchObject({ least: 0.625, most: 0.625 });
});

test('nothing is said of operations in which ours were not measured', () => {
  expect(summarizeBench([benchRow('copy', 1, Number.NaN), benchRow('pytorch', 5, Number.NaN)])).toEqual([]);
});
