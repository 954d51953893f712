import type { Dtype } from '../contract.ts';

/**
 * Accuracy classes, from the tightest to the widest; they differ in how errors of sums grow and in whether
 * the mean may be rounded to the working precision before it is subtracted.
 *
 * - `forward`: a few roundings of the result, whatever the conditioning.
 * - `compensated`: sums as if exact (float64 or compensated accumulators), the mean rounded once.
 * - `blocked`: sums in blocks or pairwise, error O(log m).
 * - `sequential`: any order, one accumulator, error O(m). A textbook two-pass loop is in it by theorem.
 */
export const accuracyClasses = ['forward', 'compensated', 'blocked', 'sequential'] as const;

export type AccuracyClass = (typeof accuracyClasses)[number];

/** The rounding model of one subject: |fl(a op b) - (a op b)| <= u |a op b| + eta. */
export interface Arithmetic {
  /** Unit roundoff: half the distance from 1 to the next number. */
  readonly u: number;
  /** Absolute error of an operation that underflows, flush to zero allowed: the smallest normal number. */
  readonly eta: number;
  /** Largest finite number. */
  readonly largest: number;
  /** Summation growth f(m): |fl(sum) - sum| <= u f(m) sum|terms|, Welford and merges included. */
  readonly growth: (m: number) => number;
  /** False where errors may not depend on the conditioning (class `forward`). */
  readonly conditioned: boolean;
  /** True where squares may be of deviations from another centre than the mean: partial means, or a sample (class `sequential`). */
  readonly movingCentre: boolean;
}

/** Formats for which bounds can be had: those of subjects, and those that a subject may compute in. */
export type Format = Dtype | 'float16' | 'bfloat16';

const formats: Readonly<
  Record<Format, { readonly u: number; readonly eta: number; readonly largest: number }>
> = {
  float32: { u: 2 ** -24, eta: 2 ** -126, largest: (2 - 2 ** -23) * 2 ** 127 },
  float64: { u: 2 ** -53, eta: 2 ** -1022, largest: Number.MAX_VALUE },
  float16: { u: 2 ** -11, eta: 2 ** -14, largest: (2 - 2 ** -10) * 2 ** 15 },
  bfloat16: { u: 2 ** -8, eta: 2 ** -126, largest: (2 - 2 ** -7) * 2 ** 127 },
};

/**
 * The growth constants. Sequential: m - 1 additions and a division cost m + 1; Welford's update adds
 * 2 + 2 H(m) and a merge of chunks 3 + 3 H(number of chunks), H the harmonic number, at most 1 + ln m.
 * So m + 8 + 3 log2(m) covers all of them, in any order, and the factor 1 + m u their second order. Blocked: at most 16 terms one
 * after another, and a tree of what these give: at most min(m, 16) + log2(m) additions deep, or 3 less. Compensated: the rounding
 * of the sum, of the division and of the stored mean.
 */
const growths: Readonly<Record<AccuracyClass, (m: number, u: number) => number>> = {
  forward: () => 4,
  compensated: () => 4,
  blocked: (m) => Math.min(m, 16) + 3 + Math.log2(Math.max(m, 1)),
  sequential: (m, u) => (m + 8 + 3 * Math.log2(Math.max(m, 1))) * (1 + m * u),
};

const arithmetics = {
  float32: arithmeticsOf('float32'),
  float64: arithmeticsOf('float64'),
  float16: arithmeticsOf('float16'),
  bfloat16: arithmeticsOf('bfloat16'),
};

/** The arithmetic of a format at an accuracy class: always the same object for the same arguments. */
export function arithmeticOf(format: Format, accuracy: AccuracyClass = 'sequential'): Arithmetic {
  return arithmetics[format][accuracy];
}

function arithmeticsOf(format: Format): Readonly<Record<AccuracyClass, Arithmetic>> {
  const at = (accuracy: AccuracyClass): Arithmetic => {
    const { u } = formats[format];
    const growth = (m: number) => growths[accuracy](m, u);
    return {
      ...formats[format],
      growth,
      conditioned: accuracy !== 'forward',
      movingCentre: accuracy === 'sequential',
    };
  };
  return {
    forward: at('forward'),
    compensated: at('compensated'),
    blocked: at('blocked'),
    sequential: at('sequential'),
  };
}
