import type { Tensor } from '../../../spec/contract.ts';
import { type Layout, positionOf } from '../../../spec/layout.ts';

/** The elements of one channel, in row-major order, as float32. */
export function gather(
  { data }: Tensor,
  layout: Layout,
  channel: number,
  position: typeof positionOf = positionOf,
): Float32Array {
  const x = new Float32Array(layout.m);
  for (let j = 0; j < x.length; j++) x[j] = data[position(layout, channel, j)]!;
  return x;
}
