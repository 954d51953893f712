import type { Layout } from '../../../spec/layout.ts';

/** Statistics of each channel, as float64. NaN for a channel without elements or with a NaN or an infinity. */
export interface ChannelStatistics {
  readonly mean: Float64Array;
  /** Biased. */
  readonly variance: Float64Array;
}

/**
 * Mean and variance of each channel, in two passes over the tensor in memory order, whatever the channel axis.
 *
 * Accumulators are float64, where products of float32 values are exact. The second pass takes the sum of the
 * residuals besides their squares: it corrects both the mean and the variance for what the first sum lost, so that nothing
 * depends on mean/deviation up to 1e7, float32's own limit.
 */
export function channelStatistics(input: Float32Array, layout: Layout): ChannelStatistics {
  const { outer, channels, inner, m } = layout;
  const mean = new Float64Array(channels);
  const variance = new Float64Array(channels);
  let at = 0;
  for (let o = 0; o < outer; o++) {
    for (let c = 0; c < channels; c++) {
      let sum = 0;
      for (const end = at + inner; at < end; at++) sum += input[at]!;
      mean[c] = mean[c]! + sum;
    }
  }
  for (let c = 0; c < channels; c++) mean[c] = mean[c]! / m;
  const residual = new Float64Array(channels);
  at = 0;
  for (let o = 0; o < outer; o++) {
    for (let c = 0; c < channels; c++) {
      const centre = mean[c]!;
      let sum = 0;
      let squares = 0;
      for (const end = at + inner; at < end; at++) {
        const deviation = input[at]! - centre;
        sum += deviation;
        squares += deviation * deviation;
      }
      residual[c] = residual[c]! + sum;
      variance[c] = variance[c]! + squares;
    }
  }
  for (let c = 0; c < channels; c++) {
    const correction = residual[c]! / m;
    const corrected = variance[c]! / m - correction * correction;
    mean[c] = mean[c]! + correction;
    // Rounding may leave a tiny negative number; NaN stays NaN.
    variance[c] = Math.max(corrected, 0);
  }
  return { mean, variance };
}
