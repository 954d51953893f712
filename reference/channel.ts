import type { Values } from '../spec/contract.ts';
import type { Layout } from '../spec/layout.ts';

/** Copies the m elements of one channel, in row-major order, out of a tensor. */
export function readChannel(tensor: Values, layout: Layout, channel: number, elements: Float64Array): void {
  const { outer, channels, inner } = layout;
  let j = 0;
  for (let o = 0; o < outer; o++) {
    const start = (o * channels + channel) * inner;
    for (let i = 0; i < inner; i++) {
      elements[j++] = tensor[start + i]!;
    }
  }
}

/** Copies the m elements of one channel, in row-major order, into a tensor. */
export function writeChannel(
  elements: Float64Array,
  layout: Layout,
  channel: number,
  tensor: Float64Array,
): void {
  const { outer, channels, inner } = layout;
  let j = 0;
  for (let o = 0; o < outer; o++) {
    const start = (o * channels + channel) * inner;
    for (let i = 0; i < inner; i++) {
      tensor[start + i] = elements[j++]!;
    }
  }
}
