import type { Layout } from '../layout.ts';
import { fillChannels } from './fill-channels.ts';
import type { Random } from './random.ts';
import { repeatByWeight } from './weights.ts';

/**
 * How often the output's gradient is of each class, out of 100; in no class is it all ones.
 *
 * - normal: around zero; offset: around a number of the channel's own, so that its mean matters
 * - sparse: nine of ten elements zero; oneHot: all but one element of each channel zero
 * - integers: from -4 to 4; constant: one number a channel, for which gradInput must vanish
 * - huge, tiny: 1e10 to 1e17 and 1e-18 to 1e-10
 */
export const gradientWeights = {
  normal: 35,
  offset: 22,
  sparse: 13,
  oneHot: 10,
  integers: 6,
  constant: 4,
  huge: 5,
  tiny: 5,
} as const;

export type GradientClass = keyof typeof gradientWeights;

/** The classes to draw from, each as often as its weight; a moderate gradient is neither huge nor tiny. */
export function gradientChoices(moderate = false): readonly GradientClass[] {
  const classes = Object.keys(gradientWeights) as GradientClass[];
  const allowed = moderate ? classes.filter((name) => name !== 'huge' && name !== 'tiny') : classes;
  return repeatByWeight<GradientClass>(gradientWeights, allowed);
}

/** A gradient of the class for every element. */
export function gradients(gradientClass: GradientClass, layout: Layout, random: Random): Float32Array {
  return fillChannels(layout, (channelValues) => fills[gradientClass](channelValues, random));
}

const fills: Readonly<Record<GradientClass, (values: Float32Array, random: Random) => void>> = {
  normal: (values, random) => fillNormal(values, random, 0, random.logUniform(0.25, 4)),
  offset: (values, random) => {
    const scale = random.logUniform(0.25, 4);
    fillNormal(values, random, random.sign() * scale * random.logUniform(0.25, 16), scale);
  },
  sparse: (values, random) => {
    for (let j = 0; j < values.length; j++) {
      values[j] = random.chance(0.9) ? 0 : random.normal();
    }
  },
  oneHot: (values, random) => {
    if (values.length > 0) {
      values[random.integer(0, values.length - 1)] = random.sign() * random.logUniform(0.25, 4);
    }
  },
  integers: (values, random) => {
    for (let j = 0; j < values.length; j++) {
      values[j] = random.integer(-4, 4);
    }
  },
  constant: (values, random) => {
    values.fill(random.sign() * random.logUniform(0.25, 4));
  },
  huge: (values, random) => fillNormal(values, random, 0, random.logUniform(1e10, 1e17)),
  tiny: (values, random) => fillNormal(values, random, 0, random.logUniform(1e-18, 1e-10)),
};

function fillNormal(values: Float32Array, random: Random, mean: number, scale: number): void {
  for (let j = 0; j < values.length; j++) {
    values[j] = mean + scale * random.normal();
  }
}
