import { expect, test } from 'vitest';
import type {
  GradientResult,
  InferenceResult,
  SequenceResult,
  Step,
  Tensor,
} from '../../../spec/contract.ts';
import type { TrainingResult } from '../../../spec/contract.ts';
import { layoutOf, positionOf } from '../../../spec/layout.ts';
import { defineVariant } from './define-variant.ts';
import { randomFrom, singleRequests } from './generated-requests.ts';

const skeleton = defineVariant({ id: 'skeleton', kind: 'sound', symptom: 'Nothing is changed.' }).make();
const random = randomFrom(5);
const numbers = (length: number) => Float32Array.from({ length }, () => 4 * random() - 2);
const tensor = (shape: readonly number[]): Tensor => ({
  shape,
  data: numbers(shape.reduce((a, b) => a * b, 1)),
});
const affine = { gamma: numbers(3), beta: numbers(3), epsilon: 2 ** -7, channelAxis: 1 };
const running = { runningMean: numbers(3), runningVariance: Float32Array.of(0.5, 2, 9) };

/**
 * (x - mean) r gamma + beta has seven roundings, each at most u = 2^-24 of a value that is no larger than
 * |gamma| (|x| + |mean|) r + |beta|; eight leave room for the second order.
 */
test('inference and its gradient follow the definition within eight roundings', () => {
  const input = tensor([4, 3, 5]);
  const gradOutput = tensor([4, 3, 5]);
  const call = { ...affine, ...running, input };
  const { output } = skeleton.run({ ...call, operation: 'inference' }) as InferenceResult;
  const { gradInput } = skeleton.run({
    ...call,
    operation: 'inferenceGradient',
    gradOutput,
  }) as GradientResult;
  const layout = layoutOf(input.shape, 1);
  for (let c = 0; c < 3; c++) {
    const [gamma, beta, mean] = [affine.gamma[c]!, affine.beta[c]!, running.runningMean[c]!];
    const r = 1 / Math.sqrt(running.runningVariance[c]! + affine.epsilon);
    for (let j = 0; j < layout.m; j++) {
      const at = positionOf(layout, c, j);
      const [x, g] = [input.data[at]!, gradOutput.data[at]!];
      const size = Math.abs(gamma) * (Math.abs(x) + Math.abs(mean)) * r + Math.abs(beta);
      expect(Math.abs(output.data[at]! - (gamma * (x - mean) * r + beta))).toBeLessThanOrEqual(
        8 * 2 ** -24 * size,
      );
      expect(Math.abs(gradInput.data[at]! - gamma * r * g)).toBeLessThanOrEqual(
        8 * 2 ** -24 * Math.abs(gamma * r * g),
      );
    }
  }
});

test('a sequence does what the single operations do one after another', () => {
  const inputs = [tensor([4, 3]), tensor([2, 3, 2]), tensor([5, 3])] as const;
  const gradOutputs = [tensor([2, 3, 2]), tensor([5, 3])] as const;
  const set = { runningMean: numbers(3), runningVariance: Float32Array.of(1, 2, 3) };
  const exponentialAverageFactor = 0.25;
  const steps: Step[] = [
    { call: 'training', input: inputs[0] },
    { call: 'training', input: inputs[1] },
    { call: 'gradient', gradOutput: gradOutputs[0] },
    { call: 'inference', input: inputs[2] },
    { call: 'setState', ...set },
    { call: 'gradient', gradOutput: gradOutputs[1] },
    { call: 'getState' },
  ];
  const training = (input: Tensor, state: typeof running) =>
    skeleton.run({
      ...affine,
      ...state,
      operation: 'training',
      input,
      exponentialAverageFactor,
    }) as Required<TrainingResult>;
  const stateOf = ({ runningMean, runningVariance }: Required<TrainingResult>) => ({
    runningMean: Float32Array.from(runningMean),
    runningVariance: Float32Array.from(runningVariance),
  });
  const first = training(inputs[0], running);
  const second = training(inputs[1], stateOf(first));
  const then = { ...affine, ...stateOf(second), input: inputs[2] };

  const request = { ...affine, ...running, operation: 'sequence', exponentialAverageFactor, steps } as const;
  expect((skeleton.run(request) as SequenceResult).steps).toEqual([
    { output: first.output, ...stateOf(first) },
    { output: second.output, ...stateOf(second) },
    skeleton.run({ ...affine, operation: 'trainingGradient', input: inputs[1], gradOutput: gradOutputs[0] }),
    skeleton.run({ ...then, operation: 'inference' }),
    {},
    skeleton.run({ ...then, operation: 'inferenceGradient', gradOutput: gradOutputs[1] }),
    set,
  ]);
});

test('a layer refuses a gradient before any forward call, and a state of another length', () => {
  const request = { ...affine, ...running, operation: 'sequence', exponentialAverageFactor: 0.5 } as const;
  const gradient: Step = { call: 'gradient', gradOutput: tensor([2, 3]) };
  expect(() => skeleton.run({ ...request, steps: [gradient] })).toThrow('needs a forward call');
  const setState: Step = { call: 'setState', runningMean: numbers(2), runningVariance: numbers(2) };
  expect(() => skeleton.run({ ...request, steps: [setState] })).toThrow('one entry per channel');
});

test('the place of the channel axis changes no bit', () => {
  for (let turn = 0; turn < 26; turn++) {
    for (const request of singleRequests(random, turn)) {
      const { outer, channels, inner, m } = layoutOf(request.input.shape, request.channelAxis);
      const first = { outer: 1, channels, inner: m, m };
      const moved = ({ data }: Tensor): Tensor => {
        const layout = { outer, channels, inner, m };
        const to = new Float32Array(data.length);
        for (let c = 0; c < channels; c++) {
          for (let j = 0; j < m; j++) to[positionOf(first, c, j)] = data[positionOf(layout, c, j)]!;
        }
        return { shape: [channels, m], data: to };
      };
      const there = { ...request, channelAxis: 0, input: moved(request.input) };
      if ('gradOutput' in there) there.gradOutput = moved(there.gradOutput);
      const [expected, actual] = [skeleton.run(request), skeleton.run(there)] as [object, object];
      for (const [name, value] of Object.entries(expected)) {
        const tensorLike = value && 'shape' in value;
        expect(actual[name as keyof typeof actual]).toEqual(tensorLike ? moved(value) : value);
      }
    }
  }
});
