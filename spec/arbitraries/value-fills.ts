import { type Layout, positionOf } from '../layout.ts';
import type { Random } from './random.ts';
import { fillStandardized } from './standardized.ts';
import type { ValueClass } from './value-classes.ts';

interface Place {
  readonly channel: number;
  readonly layout: Layout;
  readonly epsilon: number;
}

type Fill = (values: Float32Array, random: Random, place: Place) => void;

const largestFloat32 = (2 - 2 ** -23) * 2 ** 127;

/** Most of these are not float32 values, so that their mean is not what a decimal reading suggests. */
const constants = [0.1, 10000.1, 1 / 3, -0.7, 1e6 + 0.3, -1234.567, 16_777_215, 3, -2.5, 255];

/** Writes one channel of each class; each works for any number of elements, none included. */
export const valueFills: Readonly<Record<ValueClass, Fill>> = {
  normal: fillNormal,
  graded: (values, random) => {
    // Up to 1e7 sigma is more than 3/4 ulp of the mean, so that two elements never round to the same number.
    const kappa = random.logUniform(1, 1e7);
    const sigma = random.logUniform(2 ** -6, 2 ** 6);
    fillStandardized(values, random, random.sign() * kappa * sigma, sigma);
  },
  constant: (values, random) => {
    const own = random.sign() * random.logUniform(1e-3, 1e5);
    values.fill(random.chance(0.5) ? random.pick(constants) : own);
  },
  nearEpsilon: (values, random, { epsilon }) => {
    const ratio = random.chance(0.5) ? random.logUniform(0.1, 10) : random.logUniform(1e-8, 1e-2);
    const sigma = Math.sqrt((epsilon > 0 ? epsilon : 1e-5) * ratio);
    fillStandardized(values, random, random.sign() * sigma * random.logUniform(1, 1000), sigma);
  },
  exact: fillExact,
  sparse: (values, random) => {
    const scale = random.logUniform(0.25, 16);
    const shift = 0.5 - 2 * random.uniform();
    write(values, () => scale * Math.max(0, random.normal() + shift));
  },
  dead: (values) => {
    values.fill(0);
  },
  pixels: (values, random) => {
    const brightness = random.integer(0, 255);
    const contrast = random.integer(1, 64);
    write(values, () => Math.min(255, Math.max(0, Math.round(brightness + contrast * random.normal()))));
  },
  heavyTailed: (values, random) => {
    const scale = random.logUniform(0.25, 4);
    const mean = random.sign() * scale;
    write(values, () => mean + (scale * random.normal()) / (random.uniform() + 2 ** -14));
  },
  outlier: (values, random) => {
    fillNormal(values, random);
    const first = Math.max(0, values.length - random.integer(1, 3));
    for (let j = first; j < values.length; j++) {
      values[j] = random.sign() * random.logUniform(1e2, 1e6);
    }
  },
  integers: (values, random, { channel }) => {
    // 3 and 31 have no common factor: 31 channels in a row have 31 different offsets.
    const offset = ((3 * channel) % 31) - 15;
    write(values, () => offset + random.integer(-4, 4));
  },
  // A straight ramp would have the same normalized values in every channel, and so hide a mix-up of channels.
  ramp: (values, _random, { channel, layout }) => {
    for (let j = 0; j < values.length; j++) {
      values[j] = Math.sqrt(1 + positionOf(layout, channel, j));
    }
  },
  huge: (values, random) => {
    const scale = random.logUniform(1e15, 1e17);
    const mean = random.sign() * scale * random.logUniform(0.25, 4);
    write(values, () => mean + scale * random.normal());
  },
  overflowing: (values, random) => {
    const sign = random.sign();
    const oneSign = random.chance(0.5);
    write(values, () => (oneSign ? sign : random.sign()) * random.logUniform(1e37, largestFloat32));
  },
  tiny: (values, random) => {
    const scale = random.logUniform(1e-38, 1e-19);
    const mean = random.sign() * scale * random.logUniform(0.25, 4);
    write(values, () => mean + scale * random.normal());
  },
  subnormal: (values, random) => {
    write(values, () => random.integer(-(2 ** 23) + 1, 2 ** 23 - 1) * 2 ** -149);
  },
  nonFinite: (values, random) => {
    fillNormal(values, random);
    const count = Math.min(values.length, random.integer(1, 3));
    for (let k = 0; k < count; k++) {
      const special = random.pick([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
      values[random.integer(0, values.length - 1)] = special;
    }
  },
};

function fillNormal(values: Float32Array, random: Random): void {
  const sigma = random.logUniform(0.25, 4);
  const mean = random.sign() * sigma * random.logUniform(0.25, 4);
  write(values, () => mean + sigma * random.normal());
}

/** Mean +-2^k, deviations small multiples of 2^(k-3) in neighbouring pairs, an odd last element the mean. */
function fillExact(values: Float32Array, random: Random, { channel }: Place): void {
  // Sixteen channels in a row have sixteen different means.
  const code = channel % 16;
  const mean = (code % 2 === 0 ? 1 : -1) * ((1 << (code >> 1)) / 2);
  const unit = mean / 8;
  values.fill(mean);
  for (let j = 0; j + 1 < values.length; j += 2) {
    const deviation = unit * random.integer(-16, 16);
    values[j] = mean + deviation;
    values[j + 1] = mean - deviation;
  }
}

function write(values: Float32Array, next: () => number): void {
  for (let j = 0; j < values.length; j++) {
    values[j] = next();
  }
}
