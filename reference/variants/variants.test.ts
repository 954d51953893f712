import { describe, expect, test } from 'vitest';
import type { GradientResult, InferenceResult, Request, SequenceResult } from '../../spec/contract.ts';
import type { Step, Tensor, TrainingResult } from '../../spec/contract.ts';
import { faultyVariants } from './faulty.ts';
import { soundVariants } from './sound.ts';

const variants = [...soundVariants, ...faultyVariants];

test('every id is unique and in kebab-case', () => {
  const ids = variants.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
});

test('every symptom is one sentence that no other variant has', () => {
  expect(new Set(variants.map(({ symptom }) => symptom)).size).toBe(variants.length);
  for (const { symptom } of variants) expect(symptom).toMatch(/^[A-Za-z].*\.$/);
});

test('every faulty variant names the requirement it breaks, and no sound one does', () => {
  for (const { kind, breaks } of soundVariants) expect([kind, breaks]).toEqual(['sound', null]);
  for (const { kind, breaks } of faultyVariants) {
    expect(kind).toBe('faulty');
    expect(breaks).toMatch(/^BN(-[A-Z]+)+$/);
  }
});

test('a fault that needs a large case says so, with its reason', () => {
  for (const { id, needsElements } of variants) {
    if (needsElements === undefined) continue;
    expect(needsElements.least, id).toBeGreaterThan(32);
    expect(needsElements.because, id).toMatch(/^[a-z].*[a-z0-9]$/);
  }
});

describe('every variant runs every operation on a plain case', () => {
  const shape = [4, 3, 2];
  const values = (length: number, slope: number) =>
    Float32Array.from({ length }, (_, j) => Math.sin(slope * j) + 0.25 * slope);
  const tensor = (slope: number): Tensor => ({ shape, data: values(24, slope) });
  const call = () => ({ gamma: values(3, 5), beta: values(3, 7), epsilon: 0.125, channelAxis: 1 });
  const running = () => ({ runningMean: values(3, 2), runningVariance: Float32Array.of(0.5, 2, 3) });
  const steps: Step[] = [
    { call: 'training', input: tensor(1) },
    { call: 'gradient', gradOutput: tensor(3) },
    { call: 'inference', input: tensor(2) },
    { call: 'gradient', gradOutput: tensor(4) },
    { call: 'setState', ...running() },
    { call: 'getState' },
  ];
  const requests = (): Request[] => [
    { ...call(), ...running(), operation: 'training', input: tensor(1), exponentialAverageFactor: 0.25 },
    { ...call(), ...running(), operation: 'inference', input: tensor(1) },
    { ...call(), operation: 'trainingGradient', input: tensor(1), gradOutput: tensor(3) },
    { ...call(), ...running(), operation: 'inferenceGradient', input: tensor(1), gradOutput: tensor(3) },
    { ...call(), ...running(), operation: 'sequence', exponentialAverageFactor: 0.25, steps },
  ];

  test.each(variants)('$id', (variant) => {
    const subject = variant.make();
    const results = requests().map((request) => subject.run(request));
    expect(subject.operations).toHaveLength(results.length);
    expect((results[0] as TrainingResult).output.data.length).toBeGreaterThan(0);
    expect((results[1] as InferenceResult).output.data).toHaveLength(24);
    expect((results[2] as GradientResult).gradInput.data).toHaveLength(24);
    expect((results[3] as GradientResult).gradInput.data).toHaveLength(24);
    expect((results[4] as SequenceResult).steps.map((step) => Object.keys(step).length > 0)).toEqual([
      true,
      true,
      true,
      true,
      false,
      true,
    ]);
  });

  test.each(variants)('$id: a second subject knows nothing of the first', (variant) => {
    const [first] = requests().map((request) => variant.make().run(request));
    const used = variant.make();
    for (const request of requests()) used.run(request);
    expect(variant.make().run(requests()[0]!)).toEqual(first);
  });
});
