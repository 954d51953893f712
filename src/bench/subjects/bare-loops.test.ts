import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { bareLoops, bareLoopsFile } from '../../../scripts/wasm/compile-bare-loops.mjs';
import { barePasses } from './bare-loops.ts';

const lengths = [0, 1, 15, 16, 17, 64, 1000, 40_000];

const threads = [1, 2];
const closing: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(closing.map((close) => close())));

function filled(operation: Parameters<typeof barePasses>[0], length: number, count: number) {
  const passes = barePasses(operation, length, count);
  closing.push(passes.close);
  passes.input.forEach((_, at) => {
    passes.input[at] = at + 1;
    passes.gradOutput[at] = 3 * at;
  });
  passes.run();
  return passes;
}

test.each(['training', 'inference'] as const)(
  '%s writes the whole input and reads nothing else, with one thread and with two',
  (operation) => {
    for (const length of lengths) {
      for (const count of threads) {
        const { input, output } = filled(operation, length, count);
        expect(output).toEqual(input);
      }
    }
  },
);

test('the gradient reads both tensors and writes one, with one thread and with two', () => {
  for (const length of lengths) {
    for (const count of threads) {
      const { input, gradOutput, output } = filled('trainingGradient', length, count);
      expect(output).toEqual(input.map((x, at) => x + gradOutput[at]!));
    }
  }
});

test('the module is what its source gives, byte by byte', async () => {
  expect(await bareLoops()).toBe(readFileSync(bareLoopsFile, 'utf8'));
});
