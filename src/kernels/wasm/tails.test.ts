import { describe, expect, test } from 'vitest';
import { outsideForward } from '../testing/outside-forward.ts';
import { caseOf } from './testing/random-case.ts';
import { wasmBuilds } from './testing/tested-builds.ts';
import { createWasmKernels } from './wasm-kernels.ts';

/** Shapes in which one dimension takes every size, and its channel axis. Few other elements: the reference is slow. */
const families: readonly {
  readonly name: string;
  readonly shape: (size: number) => number[];
  axis: number;
}[] = [
  { name: 'length of a run', shape: (size) => [2, 2, size], axis: 1 },
  { name: 'runs, channels first', shape: (size) => [size, 2, 17], axis: 1 },
  { name: 'channels of short runs', shape: (size) => [2, size, 3], axis: 1 },
  { name: 'batch of short runs', shape: (size) => [size, 3, 5], axis: 1 },
  { name: 'channels, channels last', shape: (size) => [2, 9, size], axis: 2 },
  { name: 'rows of three channels', shape: (size) => [size, 3], axis: 1 },
  { name: 'rows of four channels', shape: (size) => [size, 4], axis: 1 },
];

const sizes = Array.from({ length: 131 }, (_, size) => size);

const all = wasmBuilds.map(createWasmKernels);

describe('every size from 0 to 130 stays within the bounds of the class forward, in every build', () => {
  test.each(families)('$name', ({ shape, axis }) => {
    const outside = sizes.flatMap((size) => outsideForward(caseOf(shape(size), axis, size), all));
    expect(outside).toEqual([]);
  });
});
