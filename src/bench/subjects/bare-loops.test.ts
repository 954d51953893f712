import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { bareLoops, bareLoopsFile } from '../../../scripts/wasm/compile-bare-loops.mjs';
import { barePasses } from './bare-loops.ts';

const lengths = [0, 1, 15, 16, 17, 64, 1000, 40_000];

function filled(operation: Parameters<typeof barePasses>[0], length: number) {
  const passes = barePasses(operation, length);
  passes.input.forEach((_, at) => {
    passes.input[at] = at + 1;
    passes.gradOutput[at] = 3 * at;
  });
  passes.run();
  return passes;
}

test.each(['training', 'inference'] as const)(
  '%s writes the whole input and reads nothing else',
  (operation) => {
    for (const length of lengths) {
      const { input, output } = filled(operation, length);
      expect(output).toEqual(input);
    }
  },
);

test('the gradient reads both tensors and writes one', () => {
  for (const length of lengths) {
    const { input, gradOutput, output } = filled('trainingGradient', length);
    expect(output).toEqual(input.map((x, at) => x + gradOutput[at]!));
  }
});

test('the module is what its source gives, byte by byte', async () => {
  expect(await bareLoops()).toBe(readFileSync(bareLoopsFile, 'utf8'));
});
