/** Requests for the tests of the variants: plain, degenerate, ill-formed ones and sequences, from a seed. */
import type { Request, SequenceRequest, Step, Tensor } from '../../../spec/contract.ts';
import type { SingleRequest } from './steps.ts';

/** Uniform numbers from 0 to 1 (mulberry32). */
export type Random = () => number;

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const pick = <T>(random: Random, items: readonly T[]): T => items[Math.floor(random() * items.length)]!;

const vector = (length: number, value: (j: number) => number) =>
  Float32Array.from({ length }, (_, j) => value(j));

/** Roughly normal: the sum of three uniform numbers, centred. */
const bell = (random: Random) => 2 * (random() + random() + random() - 1.5);

const shapes: readonly (readonly number[])[] = [
  [5, 3],
  [3, 2, 5],
  [7, 3, 2, 2],
  [2, 3, 5, 7],
  [3, 3, 3],
  [2, 9, 3],
  [3, 18],
  [2, 2, 3, 2, 3],
  [70, 2],
  [4, 3, 11, 7],
  [1, 4],
  [3, 1, 1],
  [0, 3, 2],
];

const kinds = ['plain', 'constant', 'plain', 'special', 'sparse'] as const;

/**
 * The operations on one well-formed question, with memory of their own. Turn after turn goes through the
 * shapes, the kinds of input and the channel axes; the rest is random.
 */
export function singleRequests(random: Random, turn: number): SingleRequest[] {
  const shape = shapes[turn % shapes.length]!;
  const channelAxis = shape[0] === 0 ? 1 : Math.floor(turn / shapes.length + 1) % shape.length;
  const channels = shape[channelAxis]!;
  const size = shape.reduce((a, b) => a * b, 1);
  const offset = pick(random, [0, 0.5, -5, 1000]);
  const scale = pick(random, [2 ** -10, 1, 3, 1000]);
  const kind = kinds[turn % kinds.length]!;
  const data = vector(size, () => offset + scale * bell(random));
  if (kind === 'sparse') for (let j = 0; j < data.length; j++) if (random() < 0.4) data[j] = 0 * data[j]!;
  if (kind === 'constant') data.fill(offset);
  if (kind === 'special') data[0] = pick(random, [Number.NaN, Number.POSITIVE_INFINITY]);
  const gradScale = pick(random, [2 ** -18, 1, 100]);
  const gradOutput = { shape, data: vector(size, () => gradScale * bell(random)) };
  const affine = () => (random() < 0.25 ? null : vector(channels, () => pick(random, [0, 0.7, -1.3, 2])));
  const call = {
    gamma: affine(),
    beta: affine(),
    epsilon: Math.fround(pick(random, [0, 1e-8, 1e-5, 1e-3, 0.1, 1])),
    channelAxis,
    runningMean: vector(channels, () => bell(random)),
    runningVariance: vector(channels, () => pick(random, [0.01, 0.5, 4, 4, 90, -0.05])),
    exponentialAverageFactor: Math.fround(pick(random, [0, 0.1, 0.25, 0.7, 1])),
  };
  const input = (): Tensor => ({ shape, data: data.slice() });
  const { exponentialAverageFactor, runningMean, runningVariance, ...bare } = call;
  const running = { runningMean: runningMean.slice(), runningVariance: runningVariance.slice() };
  const grad = () => ({ shape, data: gradOutput.data.slice() });
  return [
    { ...call, operation: 'training', input: input() },
    { ...call, operation: 'training', input: input(), epsilon: 0.5 },
    { ...bare, ...running, operation: 'inference', input: input() },
    { ...bare, ...running, operation: 'inference', input: input() },
    { ...bare, operation: 'trainingGradient', input: input(), gradOutput: grad() },
    { ...bare, ...running, operation: 'inferenceGradient', input: input(), gradOutput: grad() },
  ];
}

/** A layer and a random walk of calls on it; every gradient follows a forward call. */
export function sequenceRequest(random: Random): SequenceRequest {
  const channels = 3;
  const tensor = (shape: readonly number[]): Tensor => ({
    shape,
    data: vector(
      shape.reduce((a, b) => a * b, 1),
      () => 1 + 2 * bell(random),
    ),
  });
  let shape = [4, channels];
  const steps: Step[] = [{ call: 'training', input: tensor(shape) }];
  for (let k = 0; k < 12; k++) {
    const call = pick(random, ['training', 'inference', 'gradient', 'getState', 'setState'] as const);
    if (call === 'training' || call === 'inference') {
      shape = pick(random, [
        [4, channels],
        [2, channels, 3],
      ]);
      steps.push({ call, input: tensor(shape) });
    } else if (call === 'gradient') steps.push({ call, gradOutput: tensor(shape) });
    else if (call === 'getState') steps.push({ call });
    else steps.push({ call, ...state(random, channels) });
  }
  return {
    operation: 'sequence',
    gamma: vector(channels, () => bell(random)),
    beta: vector(channels, () => bell(random)),
    ...state(random, channels),
    epsilon: Math.fround(1e-3),
    channelAxis: 1,
    exponentialAverageFactor: Math.fround(0.3),
    steps,
  };
}

const state = (random: Random, channels: number) => ({
  runningMean: vector(channels, () => bell(random)),
  runningVariance: vector(channels, () => 0.5 + 3 * random()),
});

/** One bad argument each. */
export function illFormedRequests(random: Random): Request[] {
  const shape = [4, 3];
  const tensor = (of: readonly number[]): Tensor => ({ shape: of, data: vector(12, () => bell(random)) });
  const training = () =>
    ({
      operation: 'training',
      input: tensor(shape),
      gamma: vector(3, () => 2),
      beta: vector(3, () => 1),
      ...state(random, 3),
      epsilon: 0.5,
      exponentialAverageFactor: 0.25,
      channelAxis: 1,
    }) as const;
  const gradient = () => {
    const { runningMean, runningVariance, exponentialAverageFactor, ...bare } = training();
    return { ...bare, operation: 'trainingGradient', gradOutput: tensor([3, 4]) } as const;
  };
  const bad = (change: Partial<ReturnType<typeof training>> | object): Request => ({
    ...training(),
    ...change,
  });
  return [
    bad({ gamma: vector(2, () => 1) }),
    bad({ beta: vector(4, () => 1) }),
    bad({ runningMean: vector(2, () => 1) }),
    bad({ runningVariance: vector(2, () => 1) }),
    bad({ epsilon: Number.NaN }),
    bad({ epsilon: -1 }),
    bad({ epsilon: Number.POSITIVE_INFINITY }),
    bad({ exponentialAverageFactor: -0.5 }),
    bad({ exponentialAverageFactor: 1.5 }),
    bad({ exponentialAverageFactor: Number.NaN }),
    bad({
      input: tensor([12]),
      channelAxis: 0,
      gamma: null,
      beta: null,
      runningMean: vector(12, () => 0),
      runningVariance: vector(12, () => 1),
    }),
    bad({ input: { shape: [], data: vector(1, () => 1) }, channelAxis: 0 }),
    bad({ channelAxis: 2 }),
    bad({ channelAxis: -1 }),
    bad({ channelAxis: 0.5 }),
    bad({ input: tensor([5, 3]) }),
    bad({ input: { shape, data: vector(11, () => bell(random)) } }),
    gradient(),
  ];
}
