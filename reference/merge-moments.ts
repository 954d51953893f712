import { deviationsFrom, meanOf, meanSquareOf } from './moments.ts';

/** What a part of a batch must tell so that the statistics of the whole can be known: of one channel. */
export interface Moments {
  /** Number of elements. */
  readonly count: number;
  readonly mean: number;
  /** Biased: the mean of squared deviations. */
  readonly variance: number;
}

/** What merges with anything and changes nothing: the moments of no element, whose mean and variance mean nothing. */
export const noMoments: Moments = { count: 0, mean: 0, variance: 0 };

/** The moments of some elements, each by two passes; of none, `noMoments`. NaN and infinities give NaN. */
export function momentsOf(elements: ArrayLike<number>): Moments {
  if (elements.length === 0) return noMoments;
  const x = Float64Array.from(elements);
  const mean = meanOf(x);
  const deviation = new Float64Array(x.length);
  deviationsFrom(mean, x, deviation);
  return { count: x.length, mean: mean.high + mean.low, variance: meanSquareOf(deviation, x) };
}

/**
 * The moments of two parts together (Chan, Golub and LeVeque 1983): with n = n_a + n_b and delta = mean_b - mean_a,
 *
 *   mean = mean_a + delta n_b / n
 *   n v  = n_a v_a + n_b v_b + delta^2 n_a n_b / n.
 *
 * The last term is the variance between the parts; without it the merged variance is the average within them.
 */
export function mergeMoments(a: Moments, b: Moments): Moments {
  if (a.count === 0) return b;
  if (b.count === 0) return a;
  const count = a.count + b.count;
  const delta = b.mean - a.mean;
  const between = delta * delta * ((a.count / count) * (b.count / count));
  return {
    count,
    mean: a.mean + delta * (b.count / count),
    variance: (a.count * a.variance + b.count * b.variance) / count + between,
  };
}
