import { compare } from './compare.ts';
import type { Values } from './contract.ts';
import type { Context, Verdict } from './property.ts';
import { judge } from './verdict.ts';

/**
 * Judges a law between two results: each is within its own bound of its exact value and the exact values are equal, so the two are
 * within the sum of the bounds. No oracle is asked.
 *
 * @param own what the law itself rounds. It counts where it is finite: a result that is not finite needs an infinite bound
 * to pass, and must not take one from here.
 */
export function lawHolds(
  context: Context,
  quantity: string,
  law: string,
  actual: Values,
  expected: Values,
  bounds: readonly ArrayLike<number>[],
  own: ArrayLike<number> = [],
): Verdict {
  const sums = new Float64Array(actual.length);
  for (let i = 0; i < sums.length; i++) {
    const rounding = own[i] ?? 0;
    let sum = Number.isFinite(rounding) ? rounding : 0;
    for (const bound of bounds) sum += bound[i]!;
    sums[i] = sum;
  }
  return judge(compare(quantity, actual, expected, sums, context.arithmetic.largest), law);
}

/** Bound of float64 sums made by a law itself: n additions of terms with this sum of magnitudes. */
export function ownRounding(n: number, sumOfMagnitudes: number): number {
  return (n + 8) * 2 ** -52 * sumOfMagnitudes;
}
