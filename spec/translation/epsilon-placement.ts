import type { Conventions } from '../contract.ts';

/** An epsilon, and where it is added. */
export interface PlacedEpsilon {
  readonly epsilon: number;
  readonly placement: Conventions['epsilonPlacement'];
}

/** What the deviations are divided by: sqrt(v + epsilon), or sqrt(v) + epsilon. */
export function divisorOf(variance: number, { epsilon, placement }: PlacedEpsilon): number {
  return placement === 'inside' ? Math.sqrt(variance + epsilon) : Math.sqrt(variance) + epsilon;
}

/**
 * The running variance with which an implementation with the epsilon `to` gives the inference outputs that one with the epsilon
 * `from` gives with `variance`: the divisor s of the one, solved for the variance of the other, which is s^2 - epsilon inside and
 * (s - epsilon)^2 outside.
 *
 * Inside it may be negative, where the variance is smaller than the difference of the epsilons.
 *
 * @throws RangeError where the divisor is smaller than an epsilon outside the root: no variance has it.
 */
export function portedVariance(variance: number, from: PlacedEpsilon, to: PlacedEpsilon): number {
  if (from.placement === 'inside' && to.placement === 'inside') {
    return variance + (from.epsilon - to.epsilon);
  }
  const s = divisorOf(variance, from);
  if (to.placement === 'inside') return s ** 2 - to.epsilon;
  if (s < to.epsilon) {
    throw new RangeError(`no variance gives the divisor ${s} with epsilon ${to.epsilon} outside the root`);
  }
  return (s - to.epsilon) ** 2;
}
