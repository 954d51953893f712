import { expect, test } from 'vitest';
import { referenceOracle } from '../../reference/batch-norm.ts';
import type { SequenceRequest, Step } from '../../spec/contract.ts';
import { expectedOfSteps } from './expected-of-steps.ts';
import { withPinnedState } from './pinned-steps.ts';
import { plainConventions } from '../../spec/conventions.ts';

const input = { shape: [3, 1], data: Float32Array.of(1, 2, 6) };

const sequenceOf = (...steps: readonly Step[]): SequenceRequest => ({
  operation: 'sequence',
  gamma: Float32Array.of(2),
  beta: Float32Array.of(1),
  runningMean: Float32Array.of(0.5),
  runningVariance: Float32Array.of(3),
  epsilon: 0.25,
  channelAxis: 1,
  exponentialAverageFactor: 0.25,
  steps,
});

const expectedOf = (request: SequenceRequest) => expectedOfSteps(request, plainConventions, referenceOracle);

test('the state that was given, or set, comes back as it is', () => {
  const state = { runningMean: Float32Array.of(7), runningVariance: Float32Array.of(8) };
  const request = sequenceOf({ call: 'getState' }, { call: 'setState', ...state }, { call: 'getState' });
  const [first, set, second] = expectedOf(request);
  expect(first!.runningMean).toEqual({
    shape: [1],
    values: Float64Array.of(0.5),
    bounds: Float64Array.of(0),
  });
  expect(set).toEqual({});
  expect(second!.runningVariance).toEqual({
    shape: [1],
    values: Float64Array.of(8),
    bounds: Float64Array.of(0),
  });
});

test('training moves the state, within a bound, and shows both running variances', () => {
  const [, after] = expectedOf(sequenceOf({ call: 'training', input }, { call: 'getState' }));
  expect(after!.runningMean!.values[0]).toBe(0.75 * 0.5 + 0.25 * 3);
  expect(after!.runningMean!.bounds[0]).toBeGreaterThan(0);
  expect(after!.runningVariance!.values[0]).toBeCloseTo(0.75 * 3 + (0.25 * 14) / 3, 12);
  expect(after!.runningVarianceCorrected!.values[0]).toBeCloseTo(0.75 * 3 + (0.25 * 14) / 2, 12);
});

test('a step that uses what training left must have it set first', () => {
  const request = sequenceOf({ call: 'training', input }, { call: 'inference', input });
  expect(() => expectedOf(request)).toThrow('the step inference needs running statistics that were set');
  const pinned = withPinnedState(request, plainConventions, referenceOracle);
  expect(pinned.steps.map(({ call }) => call)).toEqual(['training', 'getState', 'setState', 'inference']);
  const state = pinned.steps[2] as Extract<Step, { call: 'setState' }>;
  expect(state.runningMean).toEqual(Float32Array.of(1.125));
  expect(expectedOf(pinned)[3]!.output!.values[0]).toBeCloseTo(
    (2 * (1 - 1.125)) / Math.sqrt(state.runningVariance[0]! + 0.25) + 1,
    12,
  );
});

test('a gradient needs a forward step', () => {
  expect(() => expectedOf(sequenceOf({ call: 'gradient', gradOutput: input }))).toThrow(
    'the step gradient needs a forward step before it',
  );
});
