import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Case, Result, SequenceResult } from '../../spec/contract.ts';
import { type CaseOptions, moderateCase, ratioFor, requestFor } from './agreement-with-float64.ts';
import { loadTfjs } from './tfjs-library.ts';
import { createTfjsSubject } from './tfjs-subject.ts';

const channelsLast: CaseOptions = { channelAxis: 'last', ranks: [2, 3, 4], affine: 'both' };
const channelsSecond: CaseOptions = { channelAxis: 'second', ranks: [3, 4], affine: 'both' };
const operations = ['training', 'inference', 'trainingGradient', 'inferenceGradient'] as const;
const forward = ['training', 'inference'] as const;

const oneCase = (options: CaseOptions, seed: number): Case =>
  fc.sample(moderateCase(options), { numRuns: 1, seed })[0]!;

describe.each(['cpu', 'wasm'] as const)('tfjs:%s', async (backend) => {
  const subject = await createTfjsSubject(backend);
  const { core } = await loadTfjs(backend);

  test.each(['functional', 'layer'])('agrees with float64 on channels last: %s', async (way) => {
    await fc.assert(
      fc.asyncProperty(moderateCase(channelsLast), async (given) => {
        for (const operation of operations)
          expect(await ratioFor(subject, given, operation, way)).toBeLessThanOrEqual(1);
      }),
      { seed: 41, numRuns: 10 },
    );
  });

  test('agrees with float64 for any channel axis by functions whose parameters have the shape of the input', async () => {
    await fc.assert(
      fc.asyncProperty(moderateCase(channelsSecond), async (given) => {
        for (const operation of operations) {
          expect(await ratioFor(subject, given, operation, 'functional')).toBeLessThanOrEqual(1);
        }
      }),
      { seed: 42, numRuns: 10 },
    );
  });

  test('agrees with float64 forward without gamma or beta, where the library can', async () => {
    await fc.assert(
      fc.asyncProperty(moderateCase({ channelAxis: 'last', ranks: [2, 3, 4] }), async (given) => {
        expect(await ratioFor(subject, given, 'training', 'functional')).toBeLessThanOrEqual(1);
        expect(await ratioFor(subject, given, 'inference', 'functional')).toBeLessThanOrEqual(1);
        expect(await ratioFor(subject, given, 'inference', 'layer')).toBeLessThanOrEqual(1);
      }),
      { seed: 43, numRuns: 10 },
    );
  });

  test('a layer carries its state through a sequence of calls', async () => {
    const given = oneCase(channelsLast, 44);
    const training = await subject.run(requestFor(given, 'training', 'layer'));
    const gradient = await subject.run(requestFor(given, 'trainingGradient', 'layer'));
    const { input, gradOutput } = requestFor(given, 'trainingGradient', 'layer') as never;
    const { runningMean, runningVariance } = given;
    const request = {
      ...given,
      operation: 'sequence' as const,
      way: 'layer',
      steps: [
        { call: 'training' as const, input },
        { call: 'gradient' as const, gradOutput },
        { call: 'inference' as const, input },
        { call: 'getState' as const },
        { call: 'setState' as const, runningMean, runningVariance },
        { call: 'training' as const, input },
      ],
    };
    const { steps } = (await subject.run(request)) as SequenceResult;
    expect(steps[0]).toEqual(training);
    expect(steps[1]).toEqual(gradient);
    expect({ ...steps[2], output: undefined }).toEqual({ ...steps[3], output: undefined });
    expect(steps[3]).toMatchObject({
      runningMean: steps[0]!.runningMean!,
      runningVariance: steps[0]!.runningVariance!,
    });
    expect(steps[5]).toEqual(training);
  });

  test('leaves no tensor behind, leaves the request alone, and gives memory of its own', async () => {
    const given = oneCase(channelsLast, 45);
    const before = structuredClone(given);
    for (const way of subject.ways!) await subject.run(requestFor(given, 'training', way));
    const tensors = core.memory().numTensors;
    for (const way of subject.ways!) {
      for (const operation of operations) {
        const result = (await subject.run(requestFor(given, operation, way))) as Result;
        for (const value of Object.values(result)) {
          const data: Float32Array = 'data' in value ? value.data : value;
          data.fill(Number.NaN);
        }
      }
    }
    expect(core.memory().numTensors).toBe(tensors);
    expect(given).toEqual(before);
    expect(await ratioFor(subject, given, 'training', 'layer')).toBeLessThanOrEqual(1);
  });

  test('skips what the library documents for no way', async () => {
    const given = { ...oneCase(channelsLast, 46), shape: [1, 1, 1, 1, 1], channelAxis: 4 };
    expect(await subject.run(requestFor(given, 'training', 'layer'))).toHaveProperty('skipped');
  });

  test('lets the library refuse a gamma of the wrong length', async () => {
    const given = { ...oneCase(channelsLast, 47), gamma: new Float32Array(17) };
    await expect(subject.run(requestFor(given, 'training', 'layer'))).rejects.toThrow(/shape/);
  });

  test('defines one element per channel, as declared', async () => {
    const one = { ...oneCase(channelsLast, 46), shape: [1, 2], channelAxis: 1 };
    const pair = Float32Array.of(1, 2);
    const given = { ...one, input: pair, gamma: pair, beta: pair, runningMean: pair, runningVariance: pair };
    expect(await ratioFor(subject, given, 'training', 'layer')).toBeLessThanOrEqual(1);
  });

  test('live fault: the layer of TensorFlow.js 4.22 mixes up the channels on any axis but the last', async () => {
    const given = oneCase(channelsSecond, 48);
    for (const operation of forward) {
      expect(await ratioFor(subject, given, operation, 'layer')).toBeGreaterThan(1000);
    }
  });

  test('live fault: the layer of TensorFlow.js 4.22 throws for gradients on any axis but the last', async () => {
    const given = oneCase(channelsSecond, 48);
    await expect(subject.run(requestFor(given, 'trainingGradient', 'layer'))).rejects.toThrow();
  });

  test.each([{ gamma: null }, { beta: null }])(
    'live fault: the layer of TensorFlow.js 4.22 throws in training with %o',
    async (absent) => {
      const given = { ...oneCase(channelsLast, 49), ...absent };
      await expect(subject.run(requestFor(given, 'training', 'layer'))).rejects.toThrow();
      expect(await ratioFor(subject, given, 'inference', 'layer')).toBeLessThanOrEqual(1);
    },
  );

  test.each([{ gamma: null }, { beta: null }])(
    'live fault: the gradient of batchNorm in TensorFlow.js 4.22 throws with %o',
    async (absent) => {
      const given = { ...oneCase(channelsLast, 50), ...absent };
      for (const operation of ['trainingGradient', 'inferenceGradient'] as const) {
        await expect(subject.run(requestFor(given, operation, 'functional'))).rejects.toThrow(/undefined/);
      }
    },
  );
});

test('tfjs:cpu decays the running statistics for an empty batch, as declared', async () => {
  const subject = await createTfjsSubject('cpu');
  const pair = Float32Array.of(1, 2);
  const result = await subject.run({
    operation: 'training',
    way: 'layer',
    input: { shape: [0, 2], data: new Float32Array(0) },
    channelAxis: 1,
    gamma: pair,
    beta: pair,
    runningMean: pair,
    runningVariance: pair,
    epsilon: 0.5,
    exponentialAverageFactor: 0.5,
  });
  const half = Float32Array.of(0.5, 1);
  expect(result).toMatchObject({ runningMean: half, runningVariance: half });
});
