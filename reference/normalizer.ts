import type { Conventions } from '../spec/contract.ts';

/** The factor m/(m-1) that makes a biased variance unbiased; 1 where m = 1, which has no such factor. */
export function correctionFactor(m: number): number {
  return m > 1 ? m / (m - 1) : 1;
}

/** The epsilon that takes part in the arithmetic: the given one, raised to the floor. */
export function usedEpsilon(epsilon: number, conventions: Conventions): number {
  return Math.max(epsilon, conventions.epsilonFloor);
}

/** The variance that normalizes: the biased one, or scaled by m/(m-1) where the conventions say so. */
export function normalizingVariance(batchVariance: number, m: number, conventions: Conventions): number {
  return conventions.normalizingVarianceCorrection === 1
    ? batchVariance * correctionFactor(m)
    : batchVariance;
}

/**
 * r = 1/sqrt(v + epsilon), or 1/(sqrt(v) + epsilon) with epsilon placed outside.
 * Infinity where that root is 0, 0 where v is infinite, NaN where the root has no real value.
 */
export function invStdOf(variance: number, epsilon: number, conventions: Conventions): number {
  return conventions.epsilonPlacement === 'inside'
    ? 1 / Math.sqrt(variance + epsilon)
    : 1 / (Math.sqrt(variance) + epsilon);
}
