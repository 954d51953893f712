import type { Quantities } from '../../../../spec/bounds/testing/worst-ratios.ts';
import type { Case } from '../../../../spec/contract.ts';
import type { Kernels } from '../../kernels.ts';
import { runKernels } from '../../typescript/testing/run-kernels.ts';
import type { KernelMemory } from '../kernel-memory.ts';
import { caseOf } from './random-case.ts';
import { runInMemory } from './run-in-memory.ts';

/** Tensors of several groups or parts, with tails, in every path of the kernels. */
export const largeCases: readonly Case[] = [
  caseOf([9, 6, 61, 67], 1, 1),
  caseOf([1, 3, 131, 263], 1, 2),
  caseOf([2050, 130], 1, 3),
  caseOf([2051, 132], 1, 14),
  caseOf([3, 21, 22, 65], 3, 4),
  caseOf([700, 37, 3, 3], 1, 5),
];

export const smallCases: readonly Case[] = [
  caseOf([2, 3, 7, 5], 1, 6),
  caseOf([2, 7, 5, 3], 3, 7),
  caseOf([19, 6], 1, 8),
  caseOf([17, 5, 2], 1, 9),
  caseOf([0, 3], 1, 10),
];

/** The bits of every result of every operation on all these cases, as short text that is equal only where they are. */
export function memoryBits(memory: KernelMemory): readonly string[] {
  return [...largeCases, ...smallCases].map((given) => JSON.stringify(bitsOf(runInMemory(memory, given))));
}

/** The same of functions that copy. */
export function kernelBits(kernels: Kernels): readonly string[] {
  return [...largeCases, ...smallCases].map((given) => JSON.stringify(bitsOf(runKernels(given, kernels))));
}

/** A hash of every tensor's bits and its length: NaN and the sign of zero count too. */
export function bitsOf(results: Quantities): Record<string, string> {
  const entries = Object.entries(results).map(([name, values]) => {
    const words = new Uint32Array(values.buffer, values.byteOffset, values.length);
    let hash = 0;
    for (const word of words) hash = (Math.imul(hash, 0x01000193) ^ word) >>> 0;
    return [name, `${words.length} ${hash}`];
  });
  return Object.fromEntries(entries);
}
