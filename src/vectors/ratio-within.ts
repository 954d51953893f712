/** Largest finite float32. */
const largest = (2 - 2 ** -23) * 2 ** 127;

/**
 * How far one value is off, as a part of what it may be: at most 1 is right. This is the whole rule of the vectors; whoever reads
 * them without this project needs just these six lines.
 *
 * - A bound of infinity accepts anything; a bound of NaN accepts whatever is not finite.
 * - Where NaN is expected, only NaN is right. Signed zeros are equal.
 * - Where just one of the two is infinite, it is right if the other is of its sign and within its bound of the largest float32.
 * - Else |actual - expected| must be at most the bound.
 */
export function ratioWithin(actual: number, expected: number, bound: number): number {
  if (bound === Number.POSITIVE_INFINITY) return 0;
  if (Number.isNaN(bound)) return Number.isFinite(actual) ? Number.POSITIVE_INFINITY : 0;
  if (actual === expected || Object.is(actual, expected)) return 0;
  const error = Math.abs(actual - expected);
  if (Number.isNaN(error)) return Number.POSITIVE_INFINITY;
  if (error === Number.POSITIVE_INFINITY) {
    const finite = Math.min(Math.abs(actual), Math.abs(expected));
    const isNear = finite + bound >= largest && Math.sign(actual) === Math.sign(expected);
    return isNear ? 0 : Number.POSITIVE_INFINITY;
  }
  return error / bound;
}
