import type { Quantity, Vector } from '../vector.ts';

/** Vectors of these requirements judge all that a call gives, and a wrong running mean is no fault of the output. */
const broad: ReadonlySet<string> = new Set(['BN-TRAIN-OUTPUT', 'BN-GRAD-INPUT']);

const own: Readonly<Partial<Record<Quantity, string>>> = {
  batchMean: 'BN-TRAIN-STATISTICS',
  batchVariance: 'BN-TRAIN-STATISTICS',
  invStd: 'BN-TRAIN-STATISTICS',
  runningMean: 'BN-TRAIN-RUNNING-MEAN',
  runningVariance: 'BN-TRAIN-RUNNING-VARIANCE',
  gradGamma: 'BN-GRAD-GAMMA',
  gradBeta: 'BN-GRAD-BETA',
};

/** The requirement that is broken where this quantity of a vector is wrong. */
export function requirementOfQuantity({ requirement }: Vector, quantity: Quantity): string {
  return broad.has(requirement) ? (own[quantity] ?? requirement) : requirement;
}
