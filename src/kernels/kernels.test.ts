import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cases } from '../../spec/arbitraries/cases.ts';
import { describeCase } from '../../spec/arbitraries/describe-case.ts';
import { poisonedCases } from '../../spec/arbitraries/special.ts';
import { arithmeticOf } from '../../spec/bounds/arithmetic.ts';
import { boundsOf, quantities } from '../../spec/bounds/testing/worst-ratios.ts';
import { layoutOf } from '../../spec/layout.ts';
import { conventionsOf } from '../../spec/testing/paper-conventions.ts';
import { allKernels } from './testing/all-kernels.ts';
import { outsideForward } from './testing/outside-forward.ts';
import { argumentsOf, runKernels } from './typescript/testing/run-kernels.ts';

const seed = 107;
const conventions = conventionsOf();

describe.each(allKernels)('$build', (kernels) => {
  describe('the kernels agree with the float64 reference within the bounds of the class forward', () => {
    test('on moderate cases of every kind, whatever their conditioning', () => {
      const moderate = cases({ moderate: true, minElementsPerChannel: 2, maxElements: 300 });
      for (const given of fc.sample(moderate, { seed, numRuns: 300 }))
        expect(outsideForward(given, [kernels]), describeCase(given)).toEqual([]);
    });

    test('on huge, tiny and subnormal numbers, where the bounds say anything', () => {
      const extreme = cases({
        valueClasses: ['huge', 'overflowing', 'tiny', 'subnormal'],
        epsilon: 'any',
        maxElements: 150,
      });
      for (const given of fc.sample(extreme, { seed, numRuns: 150 }))
        expect(outsideForward(given, [kernels]), describeCase(given)).toEqual([]);
    });

    test('and every quantity has a finite bound somewhere, or it would prove nothing', () => {
      const bounded = new Set<string>();
      for (const given of fc.sample(cases({ moderate: true, maxElements: 100 }), { seed, numRuns: 30 })) {
        const bounds = boundsOf(given, conventions, arithmeticOf('float32', 'forward'));
        for (const name of quantities)
          if (bounds[name].some((bound) => Number.isFinite(bound))) bounded.add(name);
      }
      expect([...bounded].sort()).toEqual([...quantities].sort());
    });
  });

  describe('the kernels', () => {
    test('write to none of their arguments, and give results that share no memory with them', () => {
      fc.assert(
        fc.property(cases({ maxElements: 100 }), (given) => {
          const before = structuredClone(given);
          const results = Object.values(runKernels(given, kernels));
          expect(given).toEqual(before);
          const theirs = new Set(Object.values(given).map((value) => (value as Float32Array)?.buffer));
          const buffers = results.filter((values) => values.length > 0).map((values) => values.buffer);
          expect(buffers.filter((buffer) => theirs.has(buffer))).toEqual([]);
          expect(new Set(buffers).size).toBe(buffers.length);
        }),
        { seed },
      );
    });

    test('give the gradients of absent parameters as null', () => {
      fc.assert(
        fc.property(cases({ maxElements: 60 }), (given) => {
          const { call, running, gradOutput } = argumentsOf(given);
          for (const gradients of [
            kernels.trainingGradient({ ...call, gradOutput }),
            kernels.inferenceGradient({ ...call, ...running, gradOutput }),
          ]) {
            expect([gradients.gradGamma === null, gradients.gradBeta === null]).toEqual([
              given.gamma === null,
              given.beta === null,
            ]);
          }
        }),
        { seed },
      );
    });
  });

  describe('one element per channel', () => {
    test('gives beta, variance 0 and a gradInput of 0', () => {
      const one = cases({
        moderate: true,
        shapes: fc.constantFrom({ shape: [1, 5], channelAxis: 1 }, { shape: [7, 1, 1], channelAxis: 0 }),
      });
      fc.assert(
        fc.property(one, (given) => {
          const channels = given.runningMean.length;
          const { output, batchMean, batchVariance, gradInput } = runKernels(given, kernels);
          const beta = given.beta ?? new Float32Array(channels);
          // A float32 value minus itself is 0, so that only beta is left, to the bit but for the sign of zero.
          expect(output!.every((y, at) => y === beta[at])).toBe(true);
          expect(batchMean!.every((mean, c) => mean === given.input[c])).toBe(true);
          expect(batchVariance!.every((variance) => variance === 0)).toBe(true);
          expect(gradInput!.every((dx) => dx === 0)).toBe(true);
        }),
        { seed },
      );
    });
  });

  describe('an empty batch', () => {
    test('gives empty tensors, keeps the running statistics, and has gradients of 0', () => {
      const empty = [
        { shape: [0, 3], channelAxis: 1 },
        { shape: [2, 4, 0], channelAxis: 1 },
      ];
      fc.assert(
        fc.property(
          cases({ shapes: fc.constantFrom(...empty), gamma: 'present', beta: 'present' }),
          (given) => {
            const { call, running, gradOutput } = argumentsOf(given);
            const training = kernels.training({ ...call, ...running, exponentialAverageFactor: 0.25 });
            expect(training.output).toEqual({ shape: given.shape, data: new Float32Array(0) });
            expect(training.runningMean).toEqual(given.runningMean);
            expect(training.runningVariance).toEqual(given.runningVariance);
            expect(training.runningMean).not.toBe(given.runningMean);
            expect(training.batchMean.every((x) => Number.isNaN(x))).toBe(true);
            expect(kernels.inference({ ...call, ...running }).data).toHaveLength(0);
            const gradients = kernels.trainingGradient({ ...call, gradOutput });
            expect(gradients.gradInput.data).toHaveLength(0);
            expect([...gradients.gradGamma!, ...gradients.gradBeta!].every((x) => x === 0)).toBe(true);
          },
        ),
        { seed, numRuns: 30 },
      );
    });
  });

  describe('a NaN or an infinity', () => {
    test('makes its own channel NaN in training, and leaves the others to the bit', () => {
      fc.assert(
        fc.property(
          poisonedCases({ minElementsPerChannel: 2, maxElements: 150, moderate: true }),
          (given) => {
            const clean = { ...given, input: given.input.map((x) => (Number.isFinite(x) ? x : 0)) };
            const { channels, inner } = layoutOf(given.shape, given.channelAxis);
            const channelOf = (at: number) => Math.floor(at / inner) % channels;
            const spoilt = channelOf(given.input.findIndex((x) => !Number.isFinite(x)));
            const [output, before] = [runKernels(given, kernels).output!, runKernels(clean, kernels).output!];
            output.forEach((y, at) => {
              expect(y).toBe(channelOf(at) === spoilt ? Number.NaN : before[at]);
            });
          },
        ),
        { seed },
      );
    });

    test('spoils nothing but its own element in inference', () => {
      fc.assert(
        fc.property(poisonedCases({ maxElements: 150, moderate: true, gamma: 'present' }), (given) => {
          const clean = { ...given, input: given.input.map((x) => (Number.isFinite(x) ? x : 0)) };
          const [output, before] = [
            runKernels(given, kernels).inferenceOutput!,
            runKernels(clean, kernels).inferenceOutput!,
          ];
          output.forEach((y, at) => {
            if (Number.isFinite(given.input[at]!)) expect(y).toBe(before[at]);
            else expect(Number.isFinite(y)).toBe(false);
          });
        }),
        { seed },
      );
    });
  });

  test('a running variance and an epsilon that sum below 0 give NaN in inference', () => {
    fc.assert(
      fc.property(cases({ maxElements: 60, moderate: true }), (given) => {
        const { call, running } = argumentsOf(given);
        const runningVariance = running.runningVariance.map(() => -1);
        const { data } = kernels.inference({ ...call, ...running, runningVariance, epsilon: 0.5 });
        expect(data.every((y) => Number.isNaN(y))).toBe(true);
      }),
      { seed, numRuns: 30 },
    );
  });
});
