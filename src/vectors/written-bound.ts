/**
 * The bound as it is written: what the derivation gives, with room for what the comparison itself rounds (the bound is computed
 * in float64, and the expected value is rounded to it), raised to three decimal digits so that people can read it.
 *
 * Infinity, NaN and 0 stay what they are.
 */
export function writtenBound(bound: number, expected: number): number {
  if (bound === 0 || !Number.isFinite(bound)) return bound;
  const rounding = Number.isFinite(expected) ? 2 ** -53 * Math.abs(expected) : 0;
  return raised(bound * (1 + 2 ** -20) + rounding);
}

/** The smallest number of three decimal digits that is not below x > 0. */
function raised(x: number): number {
  const [mantissa, exponent] = x.toExponential(2).split('e') as [string, string];
  const near = Number(`${mantissa}e${exponent}`);
  if (near >= x) return near;
  const digits = Math.round(Number(mantissa) * 100) + 1;
  return Number(`${digits}e${Number(exponent) - 2}`);
}
