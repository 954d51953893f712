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

/**
 * As fillStandardized, but never constant where there are two elements or more: where all round to the same
 * number, as happens when sigma is below half an ulp of the mean, the last element moves away by an ulp.
 */
export function fillGraded(values: Float32Array, random: Random, mean: number, sigma: number): void {
  fillStandardized(values, random, mean, sigma);
  const last = values.length - 1;
  if (last > 0 && values.every((value) => value === values[0])) {
    values[last] = values[last]! * (1 + 2 ** -23);
  }
}
