import type { Ball } from './ball.ts';
import { sumError } from './double-word.ts';

/**
 * The sum of float64 numbers.
 *
 * `total` is the plain float64 sum, `rest` collects the exact error of each addition, and `lost` the exact size of what
 * adding these up loses in turn: total + rest is within `lost` of the sum, whatever the numbers. For numbers whose bits
 * span at most 106 - log2(m) places, as those of a float32 tensor nearly always do, nothing is lost, and the sum is exact.
 */
export function ballSumOf(values: Float64Array): Ball {
  let total = 0;
  let rest = 0;
  let lost = 0;
  for (let j = 0; j < values.length; j++) {
    const value = values[j]!;
    const next = total + value;
    const error = sumError(total, value, next);
    const nextRest = rest + error;
    lost += Math.abs(sumError(rest, error, nextRest));
    total = next;
    rest = nextRest;
  }
  return collected(total, rest, lost);
}

/** total + rest within lost, as a ball; twice `lost` covers the roundings of adding up to 2^26 losses. */
export function collected(total: number, rest: number, lost: number): Ball {
  const high = total + rest;
  return { high, low: sumError(total, rest, high), radius: 2 * lost };
}
