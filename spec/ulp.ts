/**
 * Units in the last place, for messages and for exact comparisons.
 *
 * The bit patterns of IEEE 754 numbers of one sign, read as integers, are in the order of the numbers. Giving
 * negative numbers the negated integer of their absolute value makes one line of integers out of both signs:
 * ..., -5e-324 is -1, -0 and +0 are both 0, 5e-324 is 1, ..., and infinity follows the largest finite number.
 * The distance in ulps is the distance on that line, so it is right across zero and through the subnormals.
 */
import type { Dtype } from './contract.ts';

const view = new DataView(new ArrayBuffer(8));

/**
 * How many numbers of the format lie between `a` and `b`, one end included: 0 if equal, 1 if neighbours.
 *
 * Both are rounded to the dtype first. -0 and +0 are 0 apart; infinity is 1 from the largest finite number and
 * 0 from itself. Two NaN (of any sign and payload) are 0 apart, and a NaN is infinitely far from everything
 * else. In float64 a distance above 2^53 is rounded to the nearest number.
 */
export function ulpDistance(a: number, b: number, dtype: Dtype): number {
  if (Number.isNaN(a) || Number.isNaN(b)) {
    return Number.isNaN(a) && Number.isNaN(b) ? 0 : Number.POSITIVE_INFINITY;
  }
  return dtype === 'float32' ? Math.abs(orderedFloat32(a) - orderedFloat32(b)) : distanceFloat64(a, b);
}

/**
 * The gap between |x| and the next larger number of the format: 2^-23 for 1 in float32.
 *
 * `x` is rounded to the dtype first. For zero and subnormals it is the smallest subnormal; for the largest
 * finite number the gap below it; for an infinity it is infinite, for NaN it is NaN.
 */
export function ulpSize(x: number, dtype: Dtype): number {
  const rounded = dtype === 'float32' ? Math.fround(x) : x;
  if (!Number.isFinite(rounded)) {
    return Math.abs(rounded);
  }
  return dtype === 'float32' ? gapFloat32(rounded) : gapFloat64(rounded);
}

function orderedFloat32(x: number): number {
  view.setFloat32(0, x);
  const bits = view.getUint32(0);
  return bits < 0x8000_0000 ? bits : 0x8000_0000 - bits;
}

/** The high and low halves are subtracted apart: the sum of the two differences is the only rounding. */
function distanceFloat64(a: number, b: number): number {
  const [highA, lowA] = orderedFloat64(a);
  const [highB, lowB] = orderedFloat64(b);
  return Math.abs((highA - highB) * 2 ** 32 + (lowA - lowB));
}

function orderedFloat64(x: number): readonly [high: number, low: number] {
  view.setFloat64(0, x);
  const high = view.getUint32(0);
  const low = view.getUint32(4);
  return high < 0x8000_0000 ? [high, low] : [0x8000_0000 - high, -low];
}

/** Adding 1 to the bits of |x| gives its upper neighbour; going down from the last finite number instead. */
function gapFloat32(x: number): number {
  view.setFloat32(0, Math.abs(x));
  const bits = view.getUint32(0);
  const lower = Math.min(bits, 0x7f7f_fffe);
  view.setUint32(0, lower);
  const from = view.getFloat32(0);
  view.setUint32(0, lower + 1);
  return view.getFloat32(0) - from;
}

function gapFloat64(x: number): number {
  view.setFloat64(0, Math.abs(x));
  const bits = view.getBigUint64(0);
  const lower = bits < 0x7fef_ffff_ffff_fffen ? bits : 0x7fef_ffff_ffff_fffen;
  view.setBigUint64(0, lower);
  const from = view.getFloat64(0);
  view.setBigUint64(0, lower + 1n);
  return view.getFloat64(0) - from;
}
