import { randomFrom } from '../../spec/arbitraries/random.ts';
import { type ValueClass, valueWeights } from '../../spec/arbitraries/value-classes.ts';
import { valueFills } from '../../spec/arbitraries/value-fills.ts';
import { valueText } from '../../src/reporters/number-text.ts';

/** The input classes of the suite's own generators. */
export const inputClasses = Object.keys(valueWeights) as readonly ValueClass[];

/** What each class is, in a few words. */
export const classWords: Readonly<Record<ValueClass, string>> = {
  normal: 'bell-shaped',
  graded: 'far from zero: mean up to ten million deviations',
  constant: 'one number in every place',
  nearEpsilon: 'variance near epsilon or far below',
  exact: 'every sum exact',
  sparse: 'after a ReLU: many zeros',
  dead: 'nothing but zeros',
  pixels: 'whole numbers from 0 to 255',
  heavyTailed: 'a few elements carry the variance',
  outlier: 'bell-shaped, with a last element far away',
  integers: 'small whole numbers',
  ramp: 'square roots of the position',
  huge: 'near 1e16: squares still fit float32',
  overflowing: 'above 1e37: sums do not fit',
  tiny: 'below 1e-18',
  subnormal: 'below the normal numbers',
  nonFinite: 'a NaN or an infinity in each channel',
};

/** Text of an input of a class, one channel a line; the same seed gives the same text. */
export function drawInput(
  valueClass: ValueClass,
  channels: number,
  m: number,
  seed: number,
  epsilon: number,
): string {
  const random = randomFrom(seed);
  const layout = { outer: m, channels, inner: 1, m };
  return Array.from({ length: channels }, (_, channel) => {
    const values = new Float32Array(m);
    valueFills[valueClass](values, random, { channel, layout, epsilon });
    return [...values].map((value) => valueText(value, 'float32')).join('  ');
  }).join('\n');
}

/** Numbers for a gradOutput, bell-shaped. */
export function drawGradient(length: number, seed: number): Float32Array {
  const random = randomFrom(seed);
  return Float32Array.from({ length }, () => Math.round(random.normal() * 64) / 64);
}
