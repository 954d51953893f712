/** Mean and (biased) variance of numbers, in float64 and two passes; NaN of none. */
export function momentsOf(values: ArrayLike<number>): { readonly mean: number; readonly variance: number } {
  const n = values.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i]!;
  const mean = sum / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (values[i]! - mean) ** 2;
  return { mean, variance: squares / n };
}

/** How far numbers are from mean 0 and standard deviation 1: the larger of |mean| and |standard deviation - 1|. */
export function distanceFromStandard(values: ArrayLike<number>): number {
  const { mean, variance } = momentsOf(values);
  return Math.max(Math.abs(mean), Math.abs(Math.sqrt(variance) - 1));
}

/** Column `channel` of rows of `channels` times `inner` numbers: all numbers of one unit. */
export function unitOf(
  values: ArrayLike<number>,
  channels: number,
  inner: number,
  channel: number,
): Float64Array {
  const rows = values.length / (channels * inner);
  const unit = new Float64Array(rows * inner);
  for (let row = 0; row < rows; row++) {
    const from = (row * channels + channel) * inner;
    for (let k = 0; k < inner; k++) unit[row * inner + k] = values[from + k]!;
  }
  return unit;
}
