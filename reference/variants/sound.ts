import type { Variant } from './skeleton/define-variant.ts';
import { conventionVariants } from './sound/conventions.ts';
import { gradientVariants } from './sound/gradients.ts';
import { momentsVariants } from './sound/moments.ts';
import { normalizationVariants } from './sound/normalization.ts';
import { runningAverageVariants } from './sound/running-average.ts';
import { summationVariants } from './sound/summation.ts';

/** Implementations that are right: every one must pass every requirement. */
export const soundVariants: readonly Variant[] = [
  ...summationVariants,
  ...momentsVariants,
  ...normalizationVariants,
  ...runningAverageVariants,
  ...gradientVariants,
  ...conventionVariants,
];
