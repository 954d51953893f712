import type { Claim } from './claim.ts';
import { cost } from './experiments/cost.ts';
import { covariateShift } from './experiments/covariate-shift.ts';
import { drawbacks } from './experiments/drawbacks.ts';
import { faster } from './experiments/faster.ts';
import { generalization } from './experiments/generalization.ts';
import { gradientVariance } from './experiments/gradient-variance.ts';
import { initialization } from './experiments/initialization.ts';
import { learningRate } from './experiments/learning-rate.ts';
import { normalized } from './experiments/normalized.ts';

/** What batch norm is said to do. */
export const claims: readonly Claim[] = [
  normalized,
  faster,
  learningRate,
  initialization,
  covariateShift,
  gradientVariance,
  generalization,
  cost,
  drawbacks,
];
