import { type Layout, positionOf } from '../layout.ts';
import type { Random } from './random.ts';

/** `zero` and `negative` put such a variance into about every third channel, and into at least one. */
export type RunningVarianceOption = 'positive' | 'zero' | 'negative';

/**
 * One running mean a channel: far from the batch, or (every sixth channel) within a thousandth of one of its
 * elements, where inference cancels.
 */
export function runningMean(layout: Layout, input: Float32Array, random: Random): Float32Array {
  const chosen = new Float32Array(layout.channels);
  for (let channel = 0; channel < layout.channels; channel++) {
    const far = random.sign() * random.logUniform(0.5, 64);
    const element = layout.m === 0 ? 0 : input[positionOf(layout, channel, random.integer(0, layout.m - 1))]!;
    const near = element * (1 + random.normal() * 2 ** -12);
    // A zero would be the usual initial state, and the largest elements could overflow.
    const nearIsUsable = near !== 0 && Math.abs(near) < 1e37;
    chosen[channel] = nearIsUsable && random.chance(1 / 6) ? near : far;
  }
  return chosen;
}

/** One running variance a channel, from 1e-6 to 1e4, for every fourth from 1/100 to 100 times epsilon. */
export function runningVariance(
  channels: number,
  epsilon: number,
  option: RunningVarianceOption,
  random: Random,
): Float32Array {
  const chosen = new Float32Array(channels);
  const oneOf = random.integer(0, channels - 1);
  for (let channel = 0; channel < channels; channel++) {
    const nearEpsilon = epsilon > 0 && random.chance(0.25);
    const positive = nearEpsilon ? epsilon * random.logUniform(0.01, 100) : random.logUniform(1e-6, 1e4);
    const special = channel === oneOf || random.chance(0.3);
    chosen[channel] = special ? specialVariance(option, positive, epsilon, random) : positive;
  }
  return chosen;
}

/** A negative variance is above -epsilon or below it, equally often: the root still exists, or not. */
function specialVariance(
  option: RunningVarianceOption,
  positive: number,
  epsilon: number,
  random: Random,
): number {
  switch (option) {
    case 'positive':
      return positive;
    case 'zero':
      return 0;
    case 'negative':
      return epsilon > 0 && random.chance(0.5) ? -epsilon / 2 : -epsilon - positive;
  }
}
