import type { Layout } from '../layout.ts';
import { fillChannels } from './fill-channels.ts';
import type { Random } from './random.ts';
import type { ValueClass } from './value-classes.ts';
import { valueFills } from './value-fills.ts';

/** A tensor of which every channel has the values of its class; `epsilon` sets the scale of `nearEpsilon`. */
export function values(
  layout: Layout,
  classes: readonly ValueClass[],
  epsilon: number,
  random: Random,
): Float32Array {
  return fillChannels(layout, (channelValues, channel) => {
    valueFills[classes[channel]!](channelValues, random, { channel, layout, epsilon });
  });
}
