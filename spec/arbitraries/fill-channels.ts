import type { Layout } from '../layout.ts';

/** Writes the values of one channel, in row-major order, into an array of m zeros. */
export type FillChannel = (values: Float32Array, channel: number) => void;

/** A dense tensor whose channels are written one after another by `fill`. */
export function fillChannels({ outer, channels, inner, m }: Layout, fill: FillChannel): Float32Array {
  const data = new Float32Array(channels * m);
  const values = new Float32Array(m);
  for (let channel = 0; channel < channels; channel++) {
    values.fill(0);
    fill(values, channel);
    for (let o = 0; o < outer; o++) {
      const start = (o * channels + channel) * inner;
      for (let i = 0; i < inner; i++) {
        data[start + i] = values[o * inner + i]!;
      }
    }
  }
  return data;
}
