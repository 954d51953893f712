import type { Case } from '../contract.ts';
import { layoutOf } from '../layout.ts';
import { type Drift, driftingCount, driftingValues } from './drifting-values.ts';
import { fillChannels } from './fill-channels.ts';
import { type Random, randomFrom } from './random.ts';

interface GradedChannel {
  /** mean/sigma: one channel within each decade that float32 data can have. */
  readonly kappa: number;
  /** Which sums drift; null for random data, which alone can lie so far from zero that few of their bits vary. */
  readonly drift: Drift | null;
}

const channels: readonly GradedChannel[] = [
  { kappa: 2, drift: null },
  { kappa: 20, drift: 'oneSum' },
  { kappa: 200, drift: 'lanes' },
  { kappa: 2000, drift: 'oneSum' },
  { kappa: 2e4, drift: null },
  { kappa: 2e5, drift: null },
  { kappa: 2e6, drift: null },
  // Below 2^24, so that the deviations are not lost.
  { kappa: 1.5e7, drift: null },
];

/**
 * Cases that tell the accuracy classes apart: long channels at every conditioning, as a matrix, as images and with the channels last, since
 * libraries sum each in another way. Generated cases are mostly short, where one accumulator is as good as many, and their roundings
 * cancel; these have channels in which they add up.
 */
export function gradingCases(): readonly Case[] {
  return [
    gradingCase([driftingCount, channels.length], 1, 1),
    gradingCase([4, channels.length, 32, 32], 1, 2),
    gradingCase([4, 32, 32, channels.length], 3, 3),
  ];
}

function gradingCase(shape: readonly number[], channelAxis: number, seed: number): Case {
  const random = randomFrom(seed);
  const layout = layoutOf(shape, channelAxis);
  const perChannel = (value: (channel: GradedChannel, c: number) => number) =>
    Float32Array.from(channels, value);
  return {
    shape,
    channelAxis,
    input: fillChannels(layout, (values, c) => values.set(inputOf(channels[c]!, random))),
    gradOutput: fillChannels(layout, (values, c) => values.set(gradientOf(channels[c]!, random))),
    gamma: perChannel((_, c) => 1 + c / 8),
    beta: perChannel((_, c) => (c % 2 === 0 ? 0.5 : -0.25)),
    runningMean: perChannel(({ kappa }) => kappa - 0.5),
    runningVariance: perChannel((_, c) => 1 + c / 4),
    epsilon: Math.fround(1e-5),
    exponentialAverageFactor: 0.125,
    variation: random.uint32(),
  };
}

/** Drifting ones around 384 or -384, so that their variance is far above epsilon at every kappa. */
function inputOf({ kappa, drift }: GradedChannel, random: Random): Float32Array {
  if (drift !== null) return driftingValues(drift, kappa, random).map((x) => 256 * x);
  return normalValues(kappa, random);
}

/** Where the input drifts, so do the gradients, around 3/2 by a fifth of it: their sums and products with the input must not cancel. */
function gradientOf({ drift }: GradedChannel, random: Random): Float32Array {
  if (drift !== null) return driftingValues(drift, 5, random);
  return normalValues(0, random);
}

function normalValues(mean: number, random: Random): Float32Array {
  const values = new Float32Array(driftingCount);
  for (let i = 0; i < values.length; i++) values[i] = mean + random.normal();
  return values;
}
