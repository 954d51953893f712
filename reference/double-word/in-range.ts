const smallest = 2 ** -150;
const largest = 2 ** 130;

/**
 * True where every number is 0 or lies between 2^-150 and 2^130, as all finite float32 values do.
 *
 * With such inputs and at most 2^24 elements in a channel nothing overflows, and every product that matters is 0 or at
 * least 2^-900. In detail: the inputs are multiples of 2^-202, hence deviations are 0 or at least 2^-226, their squares at
 * least 2^-452; the root s lies between 2^-238 and 2^132; gamma z and gamma h / s are 0 or at least 2^-510. The one product
 * that can underflow is the projection in gradInput, slope * d, where sums of products have nearly cancelled: what it
 * loses, times gamma / s, stays below 2^-690.
 */
export function inRange(values: ArrayLike<number>): boolean {
  for (let j = 0; j < values.length; j++) {
    const size = Math.abs(values[j]!);
    if (size !== 0 && !(size >= smallest && size <= largest)) return false;
  }
  return true;
}

/** The largest number of elements in a channel for which the above holds. */
export const mostElements = 2 ** 24;
