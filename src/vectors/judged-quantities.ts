import type { Quantity } from './vector.ts';

const batch = ['batchMean', 'batchVariance', 'invStd'] as const;
const running = ['runningMean', 'runningVariance', 'runningVarianceCorrected'] as const;
const gradients = ['gradInput', 'gradGamma', 'gradBeta'] as const;
const all: readonly Quantity[] = ['output', ...batch, ...running, ...gradients];

const special: Readonly<Record<string, readonly Quantity[]>> = {
  'BN-RESULT-CONTRACT': all,
  'BN-TRAIN-STATISTICS': batch,
  'BN-TRAIN-RUNNING-MEAN': ['runningMean'],
  'BN-TRAIN-RUNNING-VARIANCE': ['runningVariance', 'runningVarianceCorrected'],
  'BN-TRAIN-REPEATABLE': all,
  'BN-TRAIN-DETERMINISTIC': all,
  'BN-TRAIN-PERMUTATION': ['output', ...running],
  'BN-CHANNEL-PERMUTATION': all,
  'BN-GRAD-GAMMA': ['gradGamma'],
  'BN-GRAD-BETA': ['gradBeta'],
  'BN-GRAD-INFERENCE': gradients,
  'BN-GRAD-LINEAR': gradients,
  'BN-GRAD-FINITE-DIFFERENCE': ['output', ...gradients],
  'BN-EDGE-ONE-ELEMENT': ['output', ...running],
  'BN-EDGE-EMPTY-BATCH': ['output', ...running],
  'BN-EDGE-ABSENT-AFFINE': ['output', ...running, ...gradients],
  'BN-NAN-CONTAINMENT': ['output', ...running],
  'BN-MEMORY-INPUTS': all,
  'BN-MEMORY-OUTPUTS': all,
};

/** What a vector of a requirement judges, so that one fault does not fail the vectors of all of them. */
export function judgedQuantities(requirement: string): readonly Quantity[] {
  return special[requirement] ?? ['output', 'gradInput'];
}
