import type { Arithmetic } from './arithmetic.ts';
import { type BoundTerm, scaledTerms } from './bound-term.ts';
import { type NormalizedBound, normalizedTerms } from './normalized.ts';

/**
 * Bound of y = gamma z + beta: the error of z times |gamma|, roundings of the product and of the sum, beta once more
 * in the folded form, and underflow. Infinite where a difference or an intermediate product may overflow: `folds` is (|x| + |mean|)
 * times r, or times 1 where that is more, since the difference comes first.
 */
export function affineBound(
  normalized: NormalizedBound,
  gamma: number,
  beta: number,
  folds: number,
  arithmetic: Arithmetic,
): number {
  const { u, eta, largest } = arithmetic;
  const { z, dz, underflow } = normalized;
  if (!(Math.abs(gamma) * folds + Math.abs(beta) < largest / 8) || !(folds < largest / 8))
    return Number.POSITIVE_INFINITY;
  const product = gamma * z;
  const roundings = 3 * u * Math.abs(beta) + 2 * u * Math.abs(product + beta) + 2 * u * Math.abs(product);
  return Math.abs(gamma) * dz + roundings + underflow + eta * (4 + Math.abs(z));
}

/** The terms of the same. */
export function affineTerms(
  normalized: NormalizedBound,
  gamma: number,
  beta: number,
  { u, eta }: Arithmetic,
): readonly BoundTerm[] {
  const { z, underflow } = normalized;
  const product = gamma * z;
  return [
    ...scaledTerms(normalizedTerms(normalized), Math.abs(gamma)),
    { name: 'rounding of the normalized value', value: 2 * u * Math.abs(product) },
    { name: 'rounding with beta', value: 3 * u * Math.abs(beta) + 2 * u * Math.abs(product + beta) },
    { name: 'underflow', value: underflow + eta * (4 + Math.abs(z)) },
  ];
}
