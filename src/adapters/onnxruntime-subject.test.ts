import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Case, TrainingResult } from '../../spec/contract.ts';
import { type CaseOptions, moderateCase, ratioFor, requestFor } from './agreement-with-float64.ts';
import { createOnnxruntimeSubject, type OnnxruntimePackage } from './onnxruntime-subject.ts';
import { resolvePeer } from './peer.ts';

const options: CaseOptions = { channelAxis: 'second', ranks: [2, 3, 4] };
const oneCase = (seed: number): Case => fc.sample(moderateCase(options), { numRuns: 1, seed })[0]!;

/** As a new layer has them: scale equals the running variance, and B equals the running mean. */
function asNew(given: Case): Case {
  const zeros = given.runningMean.map(() => 0);
  const ones = given.runningMean.map(() => 1);
  return { ...given, gamma: ones, beta: zeros, runningMean: zeros, runningVariance: ones };
}

const packages: readonly OnnxruntimePackage[] = ['onnxruntime-node', 'onnxruntime-web'];

// onnxruntime-web is large, and no dependency of this project: tested where somebody has installed it.
describe.each(packages.filter((name) => resolvePeer(name) !== null))('%s', async (name) => {
  const subject = await createOnnxruntimeSubject(name);

  test.each([
    ['training', 'parameters as inputs'],
    ['inference', 'parameters as inputs'],
    ['training', 'parameters as initializers'],
    ['inference', 'parameters as initializers'],
    ['training', 'initializers, only Y requested'],
    ['inference', 'opset 9'],
  ] as const)('agrees with float64 in %s: %s', async (operation, way) => {
    await fc.assert(
      fc.asyncProperty(moderateCase(options), async (given) => {
        expect(await ratioFor(subject, given, operation, way)).toBeLessThanOrEqual(1);
      }),
      { seed: 51, numRuns: 30 },
    );
  });

  test('gives running statistics, except where only Y is requested', async () => {
    const given = oneCase(52);
    for (const way of subject.ways!.slice(0, 2)) {
      const result = (await subject.run(requestFor(given, 'training', way))) as TrainingResult;
      expect(Object.keys(result)).toEqual(['output', 'runningMean', 'runningVariance']);
    }
    const onlyY = await subject.run(requestFor(given, 'training', 'initializers, only Y requested'));
    expect(Object.keys(onlyY)).toEqual(['output']);
  });

  test('leaves the request alone', async () => {
    const given = oneCase(53);
    const before = structuredClone(given);
    for (const way of subject.ways!) {
      await subject.run(requestFor(given, 'training', way));
      await subject.run(requestFor(given, 'inference', way));
    }
    expect(given).toEqual(before);
  });

  test('skips what the operator does not offer', async () => {
    const given = oneCase(54);
    const way = 'parameters as inputs';
    expect(await subject.run(requestFor(given, 'trainingGradient', way))).toHaveProperty('skipped');
    expect(await subject.run(requestFor({ ...given, channelAxis: 0 }, 'training', way))).toHaveProperty(
      'skipped',
    );
    expect(await subject.run(requestFor(given, 'training', 'opset 9'))).toHaveProperty('skipped');
  });

  test('lets the library refuse a gamma of the wrong length', async () => {
    const given = { ...oneCase(55), gamma: new Float32Array(17) };
    await expect(subject.run(requestFor(given, 'training', 'parameters as inputs'))).rejects.toThrow(/scale/);
  });

  test('live fault: in ONNX Runtime 1.30 the output of a new layer depends on momentum where only Y is requested', async () => {
    const given = asNew(oneCase(56));
    const ratio = (exponentialAverageFactor: number, way: string) =>
      ratioFor(subject, { ...given, exponentialAverageFactor }, 'training', way);
    expect(await ratio(0.5, 'parameters as initializers')).toBeLessThanOrEqual(1);
    expect(await ratio(0, 'initializers, only Y requested')).toBeLessThanOrEqual(1);
    expect(await ratio(0.5, 'initializers, only Y requested')).toBeGreaterThan(1000);
  });

  test('an answer does not depend on earlier runs of the same graph', async () => {
    const request = requestFor(asNew(oneCase(57)), 'training', 'initializers, only Y requested');
    expect(await subject.run(request)).toEqual(await subject.run(request));
  });

  test('live fault: ONNX Runtime 1.30 gives NaN running statistics for an empty batch', async () => {
    const given = { ...oneCase(58), shape: [0, 2], input: new Float32Array(0) };
    const two = {
      ...given,
      gamma: null,
      beta: null,
      runningMean: Float32Array.of(1, 2),
      runningVariance: Float32Array.of(3, 4),
    };
    const result = (await subject.run(requestFor(two, 'training', 'parameters as inputs'))) as TrainingResult;
    expect(result.runningMean).toEqual(Float32Array.of(Number.NaN, Number.NaN));
  });
});
