/**
 * An interval for the median that assumes nothing of the distribution, from the order statistics of a sample.
 *
 * Each of n independent values lies below the median with probability 1/2, so the number of them below it is binomial. The interval from
 * the k-th smallest to the k-th largest misses the median only where fewer than k values lie on one of its sides: with probability
 * at most 2 P(Binomial(n, 1/2) < k), exactly that for a continuous distribution (David and Nagaraja, Order Statistics, 2003, 7.1).
 * k is the largest for which that leaves the wanted confidence. Infinite values take part as what they are: a training that never
 * arrived is later than any that did. With fewer than 6 values no interval has 95 %, and it is everything.
 */
export interface MedianInterval {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  /** Probability that such an interval covers the median, at least. */
  readonly confidence: number;
}

/** The least confidence of all intervals here. */
export const CONFIDENCE = 0.95;

/** The interval of at least 95 %. @throws RangeError for NaN, which has no place in an order. */
export function medianInterval(values: readonly number[]): MedianInterval {
  if (values.some(Number.isNaN)) throw new RangeError('a value is NaN; it has no place in an order');
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  const median = middle(sorted);
  let k = 0;
  let missed = 0;
  let next = 2 * binomialHalf(n, 0);
  while (next <= 1 - CONFIDENCE) {
    missed = next;
    k += 1;
    next += 2 * binomialHalf(n, k);
  }
  if (k === 0) {
    return { median, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, confidence: 1 };
  }
  return { median, low: sorted[k - 1]!, high: sorted[n - k]!, confidence: 1 - missed };
}

function middle(sorted: readonly number[]): number {
  const [a, b] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]];
  if (a === undefined || b === undefined) return Number.NaN;
  return a === b ? a : (a + b) / 2;
}

/** P(Binomial(n, 1/2) = k). */
function binomialHalf(n: number, k: number): number {
  let probability = 2 ** -n;
  for (let i = 0; i < k; i++) probability *= (n - i) / (i + 1);
  return probability;
}
