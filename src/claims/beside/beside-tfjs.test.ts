import { beforeAll, describe, expect, test } from 'vitest';
import { randomFrom } from '../../../spec/arbitraries/random.ts';
import { ratioOf } from '../../../spec/compare.ts';
import { profiles } from '../../../spec/conventions.ts';
import { loadTfjs, type Tfjs } from '../../adapters/tfjs-library.ts';
import { createKernels } from '../../kernels/index.ts';
import { batchesOf } from '../data/batches.ts';
import { blobs } from '../data/blobs.ts';
import { experimentBuild } from '../laboratory.ts';
import { createMultiply } from '../stack/multiply.ts';
import { ownStep } from './own-step.ts';
import { type StepBounds, stepBounds, type StepCase } from './step-bounds.ts';
import { type SteppedParameters, tfjsStep } from './tfjs-step.ts';

const { conventions } = profiles.find(({ id }) => id === 'paper')!;
const laboratory = { kernels: createKernels(experimentBuild()), multiply: createMultiply() };
const LARGEST = 3.4e38;
const STEPS = 12;
let tfjs: Tfjs;

beforeAll(async () => {
  tfjs = await loadTfjs('cpu');
});

function startOf(
  seed: number,
  hidden: readonly number[],
  rows: number,
): { given: StepCase; next: () => StepCase } {
  const random = randomFrom(seed);
  const data = blobs(90, seed);
  const sizes = [36, ...hidden, 3];
  const nextBatch = batchesOf(data, rows, random);
  const weights = sizes
    .slice(1)
    .map((outputs, l) =>
      Float32Array.from({ length: sizes[l]! * outputs }, () => random.normal() / Math.sqrt(sizes[l]!)),
    );
  const given: StepCase = {
    ...nextBatch(),
    epsilon: Math.fround(0.001),
    learningRate: 0.5,
    weights,
    gammas: hidden.map((n) => Float32Array.from({ length: n }, () => 1 + random.normal() / 4)),
    betas: hidden.map((n) => Float32Array.from({ length: n }, () => random.normal() / 4)),
  };
  return { given, next: () => ({ ...given, ...nextBatch() }) };
}

const kinds = ['weights', 'gammas', 'betas'] as const;

/** The largest difference by its bound; and all bounds together by all that the step moves. */
function compared(given: StepCase, a: SteppedParameters, b: SteppedParameters, bounds: StepBounds) {
  let [ratio, bounded, moved] = [0, 0, 0];
  for (const kind of kinds) {
    bounds[kind].forEach(({ values, errors }, l) => {
      errors.forEach((bound, i) => {
        ratio = Math.max(ratio, ratioOf(a[kind][l]![i]!, b[kind][l]![i]!, bound, LARGEST));
        bounded += bound;
        moved += Math.abs(values[i]! - given[kind][l]![i]!);
      });
    });
  }
  return { ratio, vagueness: bounded / moved };
}

describe.each([
  ['one hidden layer', [12], 16],
  ['two hidden layers', [10, 8], 20],
] as const)('a network with %s', (_, hidden, rows) => {
  test('trains alike by this package and by TensorFlow.js with its own batch norm, step by step within the bound', () => {
    const { given, next } = startOf(3, hidden, rows);
    let state = given;
    for (let step = 0; step < STEPS; step++) {
      const bounds = stepBounds(state, conventions);
      const [ours, theirs] = [ownStep(laboratory, state), tfjsStep(tfjs, state)];
      const { ratio, vagueness } = compared(state, ours, theirs, bounds);
      expect(ratio).toBeLessThanOrEqual(1);
      // The bounds tell something: together they are less than a quarter of what the step moves.
      expect(vagueness).toBeLessThan(1 / 4);
      // Both go on from the same weights.
      state = { ...next(), ...ours };
    }
  });

  test('and a batch norm that is wrong by the correction m/(m - 1) is seen at the first step', () => {
    const { given } = startOf(4, hidden, rows);
    const theirs = tfjsStep(tfjs, given);
    const corrected = {
      ...laboratory.kernels,
      training: (call: Parameters<typeof laboratory.kernels.training>[0]) => {
        const result = laboratory.kernels.training({ ...call, beta: null });
        const factor = Math.sqrt((rows - 1) / rows);
        const channels = call.input.shape[1]!;
        const data = result.output.data.map((y, i) => y * factor + (call.beta?.[i % channels] ?? 0));
        return { ...result, output: { ...result.output, data } };
      },
    };
    const ours = ownStep({ ...laboratory, kernels: corrected }, given);
    expect(compared(given, ours, theirs, stepBounds(given, conventions)).ratio).toBeGreaterThan(1);
  });
});
