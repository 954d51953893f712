import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cases } from '../../../spec/arbitraries/cases.ts';
import type { Case } from '../../../spec/contract.ts';
import { batchNormInference, batchNormTraining } from './batch-norm.ts';
import { batchNormInferenceGradient, batchNormTrainingGradient } from './gradients.ts';
import { createBatchNormLayer } from './layer.ts';
import { argumentsOf } from './testing/run-kernels.ts';

const seed = 113;
const aCase = cases({ maxElements: 80 });
type Call = 'training' | 'inference' | 'gradient' | 'setState';
const calls = fc.array(fc.constantFrom<Call>('training', 'inference', 'gradient', 'setState'), {
  maxLength: 8,
});

const optionsOf = (given: Case) => {
  const { gamma, beta, runningMean, runningVariance, epsilon, exponentialAverageFactor, channelAxis } = given;
  return { gamma, beta, runningMean, runningVariance, epsilon, exponentialAverageFactor, channelAxis };
};

/** The k-th batch of a sequence: the same shape, other values. */
const batchOf = (given: Case, k: number) => ({
  shape: given.shape,
  data: given.input.map((x, at) => x / (k + 1) + ((at + k) % 3)),
});

describe('a layer', () => {
  test('gives call by call what the functions give from the state before the call', () => {
    fc.assert(
      fc.property(aCase, calls, (given, plan) => {
        const layer = createBatchNormLayer(optionsOf(given));
        const { call, gradOutput } = argumentsOf(given);
        let latest: { mode: Call; input: typeof call.input; state: ReturnType<typeof layer.state> } | null =
          null;
        plan.forEach((name, k) => {
          const input = batchOf(given, k);
          const state = layer.state();
          if (name === 'training') {
            const { exponentialAverageFactor } = given;
            const expected = batchNormTraining({ ...call, input, ...state, exponentialAverageFactor });
            expect(layer.training(input)).toEqual(expected.output);
            const { runningMean, runningVariance } = expected;
            expect(layer.state()).toEqual({ runningMean, runningVariance });
            latest = { mode: name, input, state };
          } else if (name === 'inference') {
            expect(layer.inference(input)).toEqual(batchNormInference({ ...call, input, ...state }));
            expect(layer.state()).toEqual(state);
            latest = { mode: name, input, state };
          } else if (name === 'setState') {
            const next = { ...state, runningMean: state.runningMean.map((x) => x + 1) };
            layer.setState(next);
            expect(layer.state()).toEqual(next);
          } else if (latest === null) {
            expect(() => layer.gradient(gradOutput)).toThrow('gradient was called before any forward call');
          } else {
            const asked = { ...call, input: latest.input, gradOutput };
            const expected =
              latest.mode === 'training'
                ? batchNormTrainingGradient(asked)
                : batchNormInferenceGradient({ ...asked, ...latest.state });
            expect(layer.gradient(gradOutput)).toEqual(expected);
            expect(layer.state()).toEqual(state);
          }
        });
      }),
      { seed, numRuns: 150 },
    );
  });

  test('copies what it is given and what it shows: writing to either changes nothing', () => {
    const withAffine = cases({ gamma: 'present', beta: 'present', maxElements: 60 });
    fc.assert(
      fc.property(withAffine, (given) => {
        const own = structuredClone(given);
        const layer = createBatchNormLayer(optionsOf(own));
        const untouched = createBatchNormLayer(optionsOf(given));
        for (const values of [own.gamma!, own.beta!, own.runningMean, own.runningVariance]) values.fill(7);
        const input = { shape: own.shape, data: own.input };
        expect(layer.training(input)).toEqual(untouched.training(batchLike(given)));
        own.input.fill(3);
        layer.state().runningMean.fill(9);
        const set = layer.state();
        layer.setState(set);
        set.runningVariance.fill(11);
        expect(layer.state()).toEqual(untouched.state());
        const { gradOutput } = argumentsOf(given);
        expect(layer.gradient(gradOutput)).toEqual(untouched.gradient(gradOutput));
      }),
      { seed },
    );
  });

  test('keeps its state where a call is refused', () => {
    const given = fc.sample(aCase, { seed, numRuns: 1 })[0]!;
    const layer = createBatchNormLayer(optionsOf(given));
    const before = layer.state();
    expect(() => layer.training({ shape: given.shape, data: new Float32Array(1000) })).toThrow(RangeError);
    expect(layer.state()).toEqual(before);
    expect(() => layer.gradient(argumentsOf(given).gradOutput)).toThrow('before any forward call');
  });
});

const batchLike = (given: Case) => ({ shape: given.shape, data: given.input });
