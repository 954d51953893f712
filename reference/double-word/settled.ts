import type { Dtype } from '../../spec/contract.ts';

/**
 * Ziv's rounding test: the number of a format that is nearest to a real number t with |t - (high + low)| <= radius, or NaN
 * where these do not tell. `high` need not be the sum rounded; a radius that is infinite or NaN says that nothing is known.
 * Zero comes out as +0.
 */
export type Settled = (high: number, low: number, radius: number) => number;

export function settledIn(dtype: Dtype): Settled {
  return dtype === 'float32' ? settledFloat32 : settledFloat64;
}

/** Widened so that low - margin and low + margin, as rounded, enclose what they should; exact numbers stay exact. */
function marginOf(low: number, radius: number): number {
  return radius === 0 ? 0 : radius + 2 ** -51 * (radius + Math.abs(low));
}

/** Rounding is monotonic: where both ends of the interval go to one float64, t does. */
function settledFloat64(high: number, low: number, radius: number): number {
  const margin = marginOf(low, radius);
  const bottom = high + (low - margin);
  const top = high + (low + margin);
  return bottom === top ? bottom + 0 : Number.NaN;
}

/**
 * t lies within one float64 spacing of [bottom, top]; where that goes to one float32, t does. If not, t lies close to
 * the middle of two float32 numbers. Then, if t rounds to one float64 at all and this is not the middle itself, it lies on
 * the same side of the middle as t; if it is, the sign of t - middle decides, and 0 is a tie.
 */
function settledFloat32(high: number, low: number, radius: number): number {
  const margin = marginOf(low, radius);
  const bottom = high + (low - margin);
  const top = high + (low + margin);
  const below = Math.fround(bottom - Math.abs(bottom) * 2 ** -52);
  const above = Math.fround(top + Math.abs(top) * 2 ** -52);
  if (below === above) return below + 0;
  if (bottom !== top || !Number.isFinite(below) || !Number.isFinite(above)) return Number.NaN;
  if (bottom - below !== above - bottom) return Math.fround(bottom) + 0;
  const rest = high - bottom + low;
  if (rest - margin > 0) return above + 0;
  if (rest + margin < 0) return below + 0;
  return rest === 0 && margin === 0 ? Math.fround(bottom) + 0 : Number.NaN;
}
