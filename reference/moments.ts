import { sum, sumAbout } from './sum.ts';

/**
 * A mean kept as the unevaluated sum `high + low`.
 *
 * Where the mean is 10^12 standard deviations away from zero, a mean rounded to float64 would be wrong by
 * 10^-4 standard deviations; `low` holds what the rounding lost.
 */
export interface Mean {
  readonly high: number;
  readonly low: number;
}

/** sum(x) / m: first to float64, then corrected by the mean of what still remains, sum(x - high) / m. */
export function meanOf(x: Float64Array): Mean {
  const high = sum(x) / x.length;
  const low = Number.isFinite(high) ? sumAbout(x, high) / x.length : 0;
  return { high, low };
}

/** Writes x - mean for every element into `deviation`, each to full relative precision. */
export function deviationsFrom(mean: Mean, x: Float64Array, deviation: Float64Array): void {
  for (let j = 0; j < x.length; j++) {
    const value = x[j]!;
    const difference = value - mean.high;
    const meanTaken = value - difference;
    const lost = value - (difference + meanTaken) + (meanTaken - mean.high);
    deviation[j] = difference + (lost - mean.low);
  }
}

/** sum(deviation^2) / m; `squares` is room to work in, as long as the deviations. */
export function meanSquareOf(deviation: Float64Array, squares: Float64Array): number {
  for (let j = 0; j < deviation.length; j++) {
    squares[j] = deviation[j]! * deviation[j]!;
  }
  return sum(squares) / deviation.length;
}
