import { afterAll, describe, expect, test } from 'vitest';
import { runKernels } from '../typescript/testing/run-kernels.ts';
import { createKernelMemory } from './kernel-memory.ts';
import { bitsOf, largeCases as large, smallCases as small } from './testing/kernel-bits.ts';
import { caseOf, numbers } from './testing/random-case.ts';
import { runInMemory } from './testing/run-in-memory.ts';
import { wasmBuilds } from './testing/tested-builds.ts';
import { createWasmKernels } from './wasm-kernels.ts';

describe.each(wasmBuilds)('%s', (build) => {
  const one = createKernelMemory({ build });
  const several = [2, 3].map((threads) => createKernelMemory({ build, threads }));
  const plain = createWasmKernels(build);
  afterAll(() => Promise.all([one, ...several].map((memory) => memory.close())));

  test('results are those of one thread, bit by bit, whatever the number of threads', () => {
    for (const given of [...large, ...small]) {
      const expected = bitsOf(runInMemory(one, given));
      for (const memory of several) expect(bitsOf(runInMemory(memory, given))).toEqual(expected);
    }
  });

  test('results do not depend on where tensors lie', () => {
    for (const given of [...large, ...small]) {
      const expected = bitsOf(runInMemory(one, given));
      for (const offset of [1, 2, 7]) {
        expect(bitsOf(runInMemory(one, given, { offset }))).toEqual(expected);
      }
    }
  });

  test('forward results in place are those beside the input', () => {
    for (const given of [...large, ...small]) {
      expect(bitsOf(runInMemory(one, given, { inPlace: true }))).toEqual(bitsOf(runInMemory(one, given)));
    }
  });

  test('in place, channels that float32 does not hold are right too, and the others untouched', () => {
    for (const given of [caseOf([20, 6], 1, 11), caseOf([2, 6, 5, 4], 1, 12)]) {
      const runningMean = given.runningMean.map((x, c) => (c === 2 ? 2 ** 120 : x));
      const input = given.input.map((x, at) => (at % 7 === 0 ? Number.POSITIVE_INFINITY : x));
      const wide = { ...given, runningMean, input };
      expect(bitsOf(runInMemory(one, wide, { inPlace: true }))).toEqual(bitsOf(runInMemory(one, wide)));
    }
  });

  test('the functions that copy give the same bits', () => {
    for (const given of [...large, ...small]) {
      expect(bitsOf(runKernels(given, plain))).toEqual(bitsOf(runInMemory(one, given)));
    }
  });

  test('a call runs again on what its tensors hold then, and on nothing it left behind', () => {
    const given = caseOf([4, 3, 5], 1, 13);
    const memory = createKernelMemory({ build });
    const input = memory.copyIn(given.input);
    const output = memory.allocate(input.length);
    const running = { runningMean: memory.allocate(3), runningVariance: memory.allocate(3) };
    const call = memory.prepare('training', {
      shape: given.shape,
      channelAxis: 1,
      epsilon: given.epsilon,
      exponentialAverageFactor: 1,
      input,
      gamma: null,
      beta: null,
      output,
      ...running,
    });
    call.run();
    const first = output.values.slice();
    const mean = running.runningMean.values.slice();
    input.values.fill(2);
    call.run();
    expect([...new Set(output.values)]).toEqual([0]);
    input.values.set(given.input);
    call.run();
    expect(output.values).toEqual(first);
    expect(running.runningMean.values).toEqual(mean);
  });

  test('views are right after the memory has grown', () => {
    const memory = createKernelMemory({ build });
    const values = numbers(1000, 14);
    const floats = memory.copyIn(values);
    const before = floats.values;
    memory.allocate(2 ** 20);
    expect(before).toHaveLength(0);
    expect(floats.values).toEqual(values);
    expect(floats.values).toBe(floats.values);
  });
});

describe('a memory refuses', () => {
  const memory = createKernelMemory({ build: 'simd' });
  const input = memory.allocate(6);
  const three = () => memory.allocate(3);
  const good = { shape: [2, 3], channelAxis: 1, epsilon: 0, input, gamma: null, output: memory.allocate(6) };
  const forward = { ...good, beta: null, runningMean: three(), runningVariance: three() };
  const gradient = { ...good, gradOutput: memory.allocate(6), gradInput: memory.allocate(6) };

  test('a result of the wrong size, by its name', () => {
    const prepare = () => memory.prepare('inference', { ...forward, output: three() });
    expect(prepare).toThrow('output has 3 values; the input has 6');
    const invStd = memory.allocate(2);
    const call = { ...forward, exponentialAverageFactor: 0, invStd };
    expect(() => memory.prepare('training', call)).toThrow('invStd has 2 values; the input has 3 channels');
  });

  test('what the plain functions refuse', () => {
    const call = { ...forward, exponentialAverageFactor: 2 };
    expect(() => memory.prepare('training', call)).toThrow('exponentialAverageFactor is 2');
    expect(() => memory.prepare('inference', { ...forward, channelAxis: 2 })).toThrow('channelAxis is 2');
  });

  test('gradients in place', () => {
    for (const gradInput of [input, gradient.gradOutput]) {
      expect(() => memory.prepare('trainingGradient', { ...gradient, gradInput })).toThrow('in place');
    }
  });

  test('addresses that it did not give, and those it has taken back', () => {
    const floats = three();
    memory.free(floats);
    expect(() => memory.free(floats)).toThrow(RangeError);
    expect(() => memory.allocate(-1)).toThrow('length is -1');
    expect(() => createKernelMemory({ threads: 0 })).toThrow('threads is 0');
  });
});
