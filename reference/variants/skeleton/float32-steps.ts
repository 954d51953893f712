import { layoutOf, positionOf } from '../../../spec/layout.ts';
import { gradBeta, gradGamma, inferenceBackward, inferenceGradInput } from './backward.ts';
import { trainingBackward, trainingGradInput } from './backward.ts';
import { checkArguments } from './check-arguments.ts';
import { average, correctedVariance, nextRunningMean, nextRunningVariance } from './running.ts';
import { batchStatistics, invStd, mean, normalize, runningStatistics } from './statistics.ts';
import { standardize, sum, variance } from './statistics.ts';
import type { Steps } from './steps.ts';

/** The default steps: a two-pass batch norm in simulated float32, every operation rounded by Math.fround. */
export const float32Steps: Steps = {
  check: (request) => checkArguments(request),
  layoutOf,
  positionOf,
  gradPositionOf: positionOf,
  allocate: (length) => new Float32Array(length),
  gammaOf: (request, channel) => request.gamma?.[channel] ?? 1,
  betaOf: (request, channel) => request.beta?.[channel] ?? 0,
  round: Math.fround,
  sum,
  mean,
  variance,
  normalizingVariance: (variance) => variance,
  invStd,
  batchStatistics,
  runningStatistics,
  normalize,
  normalizeInTraining: (x, channel, steps, j) => steps.normalize(x, channel, steps, j),
  average,
  correctedVariance,
  nextRunningMean,
  nextRunningVariance,
  afterEmptyBatch: (old) => old,
  gradientStatistics: (channel, steps) => steps.batchStatistics(channel, steps),
  standardize,
  gradBeta,
  gradGamma,
  trainingGradInput,
  inferenceGradInput,
  trainingBackward,
  inferenceBackward,
};
