import type { Ball } from './ball.ts';
import { productError, doubleWordRoundoff as U, sumError } from './double-word.ts';
import type { Elements } from './elements.ts';
import type { Settled } from './settled.ts';

/**
 * factor * d + offset for each element d, rounded; NaN where that is not decided.
 *
 * With D = |d| and F = |factor|, both as computed: the product of the numbers known, as float64 and correction, has an
 * error below U D F / 8; the errors of d and factor make (radius + U D / 8) (F + dF) + D dF of it. The offset is added
 * without error, except that both corrections are rounded into one, which costs at most u^2 (|sum| + 6 D F). Together
 * at most radius (F + dF) + D (U F + dF) + U |sum|, evaluated with one part in 2^30 to spare.
 */
export function affine(
  d: Elements,
  factor: Ball,
  offset: number,
  settled: Settled,
  results: Float64Array,
): void {
  const spare = 1 + 2 ** -30;
  const size = Math.abs(factor.high);
  const fixed = spare * d.radius * (size + factor.radius);
  const slope = spare * (U * size + factor.radius);
  for (let j = 0; j < results.length; j++) {
    const high = d.high[j]!;
    const product = high * factor.high;
    const productLow =
      productError(high, factor.high, product) + (high * factor.low + d.low[j]! * factor.high);
    const sum = product + offset;
    const low = sumError(product, offset, sum) + productLow;
    results[j] = settled(sum, low, fixed + slope * Math.abs(high) + U * Math.abs(sum));
  }
}
