import type { Ball } from './ball.ts';
import { productError, doubleWordRoundoff as U, sumError } from './double-word.ts';
import type { Elements } from './elements.ts';
import type { Settled } from './settled.ts';

/** More than all that underflow can take from a gradient of numbers in range; see in-range.ts. */
const underflow = 2 ** -650;

/**
 * factor * (h - slope * d) for each pair of elements, rounded; NaN where that is not decided.
 *
 * With K = |slope| and its radius dK, the bracket B has an error of at most dh + D dK + (K + dK) dd from what it is made of,
 * where dh = radius + U H / 8 and dd = radius + U D / 8, and of U K D / 8 + 9u^2 (H + K D) from its own arithmetic, with U = 64u^2:
 * rh + rd (K + dK) + D dK + U (17 H + 25 K D) / 64 in all. Since K D is at most H + |B|, its share is held by U H + U |B|. So let
 *   e = rh + rd (K + dK) + D dK + U H.
 * The product with the factor F, which rounds by U F |B| / 8, makes F e + (|B| + e) dF + U |product| of it: the last holds
 * (25 + 8) / 64 of itself. One part in 2^30 to spare.
 */
export function projected(
  h: Elements,
  d: Elements,
  slope: Ball,
  factor: Ball,
  settled: Settled,
  results: Float64Array,
): void {
  const spare = 1 + 2 ** -30;
  const steepness = Math.abs(slope.high);
  const size = Math.abs(factor.high);
  const fixed = h.radius + d.radius * (steepness + slope.radius);
  for (let j = 0; j < results.length; j++) {
    const hHigh = h.high[j]!;
    const dHigh = d.high[j]!;
    // slope * d
    const moved = dHigh * slope.high;
    const movedLow = productError(dHigh, slope.high, moved) + (dHigh * slope.low + d.low[j]! * slope.high);
    // h minus that
    const difference = hHigh - moved;
    const rest = sumError(hHigh, -moved, difference) + (h.low[j]! - movedLow);
    const bracket = difference + rest;
    const bracketLow = sumError(difference, rest, bracket);
    const error = fixed + U * Math.abs(hHigh) + slope.radius * Math.abs(dHigh);
    // times factor
    const product = bracket * factor.high;
    const low =
      productError(bracket, factor.high, product) + (bracket * factor.low + bracketLow * factor.high);
    const radius = size * error + (Math.abs(bracket) + error) * factor.radius + U * Math.abs(product);
    results[j] = settled(product, low, radius === 0 ? 0 : spare * radius + underflow);
  }
}
