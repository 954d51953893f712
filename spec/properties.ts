import { badArguments } from './properties/arguments.ts';
import { callHistory } from './properties/call-history.ts';
import { channelIndependence } from './properties/channel-independence.ts';
import { channelPermutation } from './properties/channel-permutation.ts';
import { edgeAbsentAffine } from './properties/edge-absent-affine.ts';
import { edgeConstantChannel } from './properties/edge-constant-channel.ts';
import { edgeEmptyBatch } from './properties/edge-empty-batch.ts';
import { edgeEpsilonZero } from './properties/edge-epsilon-zero.ts';
import { edgeNegativeVariance } from './properties/edge-negative-variance.ts';
import { edgeOneElement } from './properties/edge-one-element.ts';
import { gradientAdjoint } from './properties/gradient-adjoint.ts';
import { gradientBeta } from './properties/gradient-beta.ts';
import { gradientFiniteDifference } from './properties/gradient-finite-difference.ts';
import { gradientGamma } from './properties/gradient-gamma.ts';
import { gradientInference } from './properties/gradient-inference.ts';
import { gradientInput } from './properties/gradient-input.ts';
import { gradientLinear } from './properties/gradient-linear.ts';
import { gradientSums } from './properties/gradient-sums.ts';
import { inferenceDeterministic } from './properties/inference-deterministic.ts';
import { inferenceOutput } from './properties/inference-output.ts';
import { inferencePure } from './properties/inference-pure.ts';
import { inferenceRowLocal } from './properties/inference-row-local.ts';
import { layout } from './properties/layout.ts';
import { memoryInputs } from './properties/memory-inputs.ts';
import { memoryOutputs } from './properties/memory-outputs.ts';
import { nanContainment } from './properties/nan-containment.ts';
import { reshape } from './properties/reshape.ts';
import { resultContract } from './properties/result-contract.ts';
import { stateSequence } from './properties/state-sequence.ts';
import { trainingAffine } from './properties/training-affine.ts';
import { trainingDeterministic } from './properties/training-deterministic.ts';
import { trainingMoments } from './properties/training-moments.ts';
import { trainingOutput } from './properties/training-output.ts';
import { trainingPermutation } from './properties/training-permutation.ts';
import { trainingRepeatable } from './properties/training-repeatable.ts';
import { trainingRunningMean } from './properties/training-running-mean.ts';
import { trainingRunningVariance } from './properties/training-running-variance.ts';
import { trainingScale } from './properties/training-scale.ts';
import { trainingShift } from './properties/training-shift.ts';
import { trainingStateIndependent } from './properties/training-state-independent.ts';
import { trainingStatistics } from './properties/training-statistics.ts';
import type { Property } from './property.ts';

/** Every property of the suite, in the order in which a run checks them: contract and values first, laws after. */
export const properties: readonly Property[] = [
  resultContract,
  trainingOutput,
  trainingMoments,
  trainingStatistics,
  trainingStateIndependent,
  trainingRepeatable,
  trainingDeterministic,
  trainingRunningMean,
  trainingRunningVariance,
  inferenceOutput,
  inferenceDeterministic,
  inferenceRowLocal,
  inferencePure,
  gradientInput,
  gradientGamma,
  gradientBeta,
  gradientInference,
  gradientSums,
  gradientLinear,
  gradientAdjoint,
  gradientFiniteDifference,
  trainingAffine,
  trainingShift,
  trainingScale,
  trainingPermutation,
  channelPermutation,
  channelIndependence,
  layout,
  reshape,
  stateSequence,
  callHistory,
  edgeOneElement,
  edgeConstantChannel,
  edgeEmptyBatch,
  edgeEpsilonZero,
  edgeNegativeVariance,
  edgeAbsentAffine,
  nanContainment,
  memoryInputs,
  memoryOutputs,
  badArguments,
];
