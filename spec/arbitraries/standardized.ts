import type { Random } from './random.ts';

/**
 * Writes values of the given mean and standard deviation, exact but for the rounding to float32.
 *
 * One element is the mean itself.
 */
export function fillStandardized(values: Float32Array, random: Random, mean: number, sigma: number): void {
  const m = values.length;
  let sum = 0;
  for (let j = 0; j < m; j++) {
    values[j] = random.normal();
    sum += values[j]!;
  }
  let squares = 0;
  for (let j = 0; j < m; j++) {
    const deviation = values[j]! - sum / m;
    squares += deviation * deviation;
  }
  const scale = squares > 0 ? sigma / Math.sqrt(squares / m) : 0;
  for (let j = 0; j < m; j++) {
    values[j] = mean + scale * (values[j]! - sum / m);
  }
}
