import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TrainingRequest } from '../../spec/contract.ts';
import { knownSubjects } from './known-subjects.ts';

const request: TrainingRequest = {
  operation: 'training',
  input: { shape: [2, 1], data: Float32Array.of(-1, 1) },
  channelAxis: 1,
  gamma: Float32Array.of(3),
  beta: Float32Array.of(1),
  runningMean: Float32Array.of(0),
  runningVariance: Float32Array.of(1),
  epsilon: 0,
  exponentialAverageFactor: 0.5,
};

const installed = knownSubjects.filter((known) => known.isInstalled());
let written: string[] = [];

beforeEach(() => {
  written = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    written.push(String(chunk));
    return true;
  });
  for (const method of ['log', 'info', 'debug'] as const) {
    vi.spyOn(console, method).mockImplementation((...words) => void written.push(words.join(' ')));
  }
});

afterEach(() => vi.restoreAllMocks());

test('names are distinct', () => {
  expect(new Set(knownSubjects.map(({ name }) => name)).size).toBe(knownSubjects.length);
});

test('the libraries of the development dependencies are installed', () => {
  const names = installed.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining(['tfjs:cpu', 'tfjs:wasm', 'onnxruntime-node', 'jax-js', 'jax-js:cpu']),
  );
});

test.each(installed)(
  '$name has its name, a version, and two or more ways; says nothing on standard output',
  async (known) => {
    const subject = await known.create();
    const result = await subject.run(request);
    await subject.close?.();
    expect(subject.name).toBe(known.name);
    expect(subject.version).toMatch(/^\d+\.\d+\.\d+/);
    expect(subject.ways!.length).toBeGreaterThan(1);
    expect(result).toMatchObject({ output: { shape: [2, 1], data: Float32Array.of(-2, 4) } });
    expect(written).toEqual([]);
    await expect(async () => subject.run({ ...request, way: 'nonsense' })).rejects.toThrow(
      'no way "nonsense"',
    );
  },
);
