/**
 * The sum of `value - shift` over all values, as if in twice the precision of float64 and then rounded once.
 *
 * Each difference and each addition is split into its rounded result and the part the rounding lost (Knuth's
 * TwoSum: exact for any two numbers, whichever is larger); the lost parts are added up on the side (Neumaier
 * 1974). The error is at most u |sum| + 4 (n u)^2 sum|value - shift|, with u = 2^-53 and n values.
 * A sum that is NaN or infinite in plain arithmetic stays just that; the sum of nothing is 0.
 */
export function sumAbout(values: Float64Array, shift: number): number {
  let total = 0;
  let lost = 0;
  for (let j = 0; j < values.length; j++) {
    const value = values[j]!;

    const difference = value - shift;
    const shiftTaken = value - difference;
    lost += value - (difference + shiftTaken) + (shiftTaken - shift);

    const next = total + difference;
    const differenceTaken = next - total;
    lost += total - (next - differenceTaken) + (difference - differenceTaken);
    total = next;
  }
  return Number.isFinite(total) ? total + lost : total;
}

/** The sum of all values, compensated as in `sumAbout`. */
export function sum(values: Float64Array): number {
  return sumAbout(values, 0);
}
