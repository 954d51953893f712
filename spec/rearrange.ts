import type { Random } from './arbitraries/random.ts';
import type { Case } from './contract.ts';

/** Fisher and Yates: an arrangement of 0 … n-1. */
export function permutationOf(n: number, random: Random): readonly number[] {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const k = random.integer(0, i);
    [order[i], order[k]] = [order[k]!, order[i]!];
  }
  return order;
}

/** Sattolo: an arrangement of 0 … n-1, a single cycle, so that nothing stays in its place where n is above 1. */
export function cycleOf(n: number, random: Random): readonly number[] {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const k = random.integer(0, i - 1);
    [order[i], order[k]] = [order[k]!, order[i]!];
  }
  return order;
}

/**
 * The case with element `from[at]` at each position of its (possibly new) shape; per-channel vectors stay.
 */
export function rearranged(
  given: Case,
  from: ArrayLike<number>,
  shape: readonly number[] = given.shape,
  channelAxis: number = given.channelAxis,
): Case {
  return {
    ...given,
    shape,
    channelAxis,
    input: gathered(given.input, from),
    gradOutput: gathered(given.gradOutput, from),
  };
}

/** values[from[0]], values[from[1]], … */
export function gathered<V extends Float32Array | Float64Array>(values: V, from: ArrayLike<number>): V {
  return values.map((_, at) => values[from[at]!]!) as V;
}
