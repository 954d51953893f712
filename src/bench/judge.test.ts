import { describe, expect, test } from 'vitest';
import { createKernels } from '../kernels/index.ts';
import { benchData } from './bench-data.ts';
import type { BenchResult } from './bench-subject.ts';
import { type BenchShape, benchLayouts, benchOperations } from './bench-task.ts';
import { channelTruths } from './channel-truth.ts';
import { whatIsWrong } from './judge.ts';
import { plainCalls } from './subjects/plain-calls.ts';

const subject = plainCalls('plain', createKernels('typescript'));
const shapes: readonly BenchShape[] = benchLayouts.flatMap((layout) => [
  { shape: [2, 3, 7, 5], layout },
  { shape: [4, 6, 9], layout },
  { shape: [64, 2, 17, 13], layout },
]);

const judged = (given: BenchShape, operation: (typeof benchOperations)[number]) => {
  const data = benchData(given);
  const truths = channelTruths(data);
  const resultOf = async () => (await subject.prepare({ ...given, operation, data }, 1)).result();
  const verdict = (result: BenchResult) => whatIsWrong(operation, data, truths, result);
  return { data, resultOf, verdict };
};

describe.each(shapes)('for $shape, $layout,', (given) => {
  test.each(benchOperations)('%s in float64 and one rounding is right', async (operation) => {
    const { resultOf, verdict } = judged(given, operation);
    expect(verdict(await resultOf())).toBeNull();
  });

  test.each(benchOperations)('one wrong number anywhere in %s is named', async (operation) => {
    const { data, resultOf, verdict } = judged(given, operation);
    const result = await resultOf();
    for (const [name, values] of Object.entries(result)) {
      // The bound of a sum grows with the square of its length.
      const error = name === 'gradGamma' || name === 'gradBeta' ? data.input.length : 1;
      for (const at of [0, values.length >> 1, values.length - 1]) {
        for (const bad of [values[at]! + error, Number.NaN]) {
          const broken = Float32Array.from(values);
          broken[at] = bad;
          expect(verdict({ ...result, [name]: broken })).toContain(`${name}[${at}] is ${broken[at]} and not`);
        }
      }
    }
  });
});

test('batch norm over the wrong axis is wrong, and so is the input itself', async () => {
  const { data, verdict } = judged({ shape: [4, 4, 4, 4], layout: 'channels-first' }, 'training');
  const other = { ...data, channelAxis: 3 };
  const task = { shape: [4, 4, 4, 4], layout: 'channels-last', operation: 'training', data: other } as const;
  const result = await (await subject.prepare(task, 1)).result();
  expect(verdict(result)).toMatch(/^output\[\d+\] is/);
  expect(verdict({ output: data.input })).toMatch(/^output\[\d+\] is/);
});

test('a missing or short output is wrong', () => {
  const { verdict } = judged(shapes[0]!, 'inference');
  expect(verdict({})).toBe('output has no numbers and not 210');
  expect(verdict({ output: new Float32Array(209) })).toBe('output has 209 numbers and not 210');
});

test('the bounds would notice a variance divided by m - 1 where m is small', async () => {
  const { data, resultOf, verdict } = judged(shapes[0]!, 'training');
  const { output } = await resultOf();
  const m = 70;
  const beta = (at: number) => data.beta[Math.floor(at / 35) % 3]!;
  const wrong = output!.map((value, at) => (value - beta(at)) * Math.sqrt((m - 1) / m) + beta(at));
  expect(verdict({ output: wrong })).toMatch(/^output/);
});
