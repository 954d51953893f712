import type { Values } from '../contract.ts';
import { type Layout, positionOf } from '../layout.ts';

/** Exact quantities of one channel, evaluated in float64, from which the bounds are built. */
export interface ChannelMoments {
  readonly m: number;
  readonly mean: number;
  /** mean |x|. */
  readonly meanAbs: number;
  readonly maxAbs: number;
  /** The biased variance. */
  readonly variance: number;
  /** max |x - mean|. */
  readonly maxDeviation: number;
}

const known = new WeakMap<Values, { readonly layout: Layout; readonly channels: ChannelMoments[] }>();

/**
 * Moments of one channel of a tensor; NaN where it holds a NaN or an infinity or has no element. They are computed once for each array (by
 * identity, and for as long as it lives), which must not change: all bounds of a case and what measures it ask for them.
 */
export function channelMoments(values: Values, layout: Layout, channel: number): ChannelMoments {
  let old = known.get(values);
  if (old === undefined || !isSameLayout(old.layout, layout)) {
    old = { layout, channels: [] };
    known.set(values, old);
  }
  old.channels[channel] ??= computeMoments(values, layout, channel);
  return old.channels[channel];
}

function isSameLayout(one: Layout, other: Layout): boolean {
  return one.outer === other.outer && one.channels === other.channels && one.inner === other.inner;
}

/**
 * The mean is corrected by the mean of the residuals, so that the variance of float32 data is right to
 * about m 2^-53 of itself at any offset: far inside the headroom that the comparison leaves for it.
 */
function computeMoments(values: Values, layout: Layout, channel: number): ChannelMoments {
  const { m } = layout;
  let sum = 0;
  let sumAbs = 0;
  let maxAbs = 0;
  for (let j = 0; j < m; j++) {
    const x = values[positionOf(layout, channel, j)]!;
    sum += x;
    sumAbs += Math.abs(x);
    maxAbs = Math.max(maxAbs, Math.abs(x));
  }
  const rough = sum / m;
  let residual = 0;
  for (let j = 0; j < m; j++) residual += values[positionOf(layout, channel, j)]! - rough;
  const mean = rough + residual / m;
  const correction = residual / m;
  let squares = 0;
  let maxDeviation = 0;
  for (let j = 0; j < m; j++) {
    const deviation = values[positionOf(layout, channel, j)]! - rough - correction;
    squares += deviation * deviation;
    maxDeviation = Math.max(maxDeviation, Math.abs(deviation));
  }
  return { m, mean, meanAbs: sumAbs / m, maxAbs, variance: squares / m, maxDeviation };
}
