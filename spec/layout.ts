/**
 * How a dense row-major tensor divides into channels.
 *
 * With the channel axis at k, a shape splits into outer = prod(shape[0..k-1]), channels = shape[k] and
 * inner = prod(shape[k+1..]). Element (o, c, i) lies at (o * channels + c) * inner + i, and each channel
 * has m = outer * inner elements.
 */
export interface Layout {
  readonly outer: number;
  readonly channels: number;
  readonly inner: number;
  /** Elements per channel: the m of every formula. */
  readonly m: number;
}

/** The layout of a shape; `channelAxis` must be an index into it. */
export function layoutOf(shape: readonly number[], channelAxis: number): Layout {
  const product = (sizes: readonly number[]) => sizes.reduce((a, b) => a * b, 1);
  const outer = product(shape.slice(0, channelAxis));
  const inner = product(shape.slice(channelAxis + 1));
  return { outer, channels: shape[channelAxis]!, inner, m: outer * inner };
}

/** Position in the tensor of the j-th element (0 <= j < m, in row-major order) of a channel. */
export function positionOf(layout: Layout, channel: number, j: number): number {
  const outer = Math.floor(j / layout.inner);
  return (outer * layout.channels + channel) * layout.inner + (j - outer * layout.inner);
}
