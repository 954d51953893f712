import type { Random } from '../../../spec/arbitraries/random.ts';

/** The numbers 0 to n - 1 in an order drawn from `random` (Fisher and Yates). */
export function shuffled(n: number, random: Random): Uint32Array {
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = random.integer(0, i);
    const here = order[i]!;
    order[i] = order[j]!;
    order[j] = here;
  }
  return order;
}
