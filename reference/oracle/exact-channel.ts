import type { Decimal } from 'decimal.js';
import type { Conventions, Dtype } from '../../spec/contract.ts';
import { correctlyRounded } from './correct-rounding.ts';
import type { DecimalChannel } from './decimal-case.ts';
import { decimalInference, decimalInferenceGradient } from './decimal-inference.ts';
import { decimalTraining } from './decimal-training.ts';
import { decimalTrainingGradient } from './decimal-training-gradient.ts';
import { Exact, roundingDecimals } from './exact-decimal.ts';
import {
  exactInference,
  exactInferenceGradient,
  exactTraining,
  exactTrainingGradient,
  runningRoot,
} from './exact-forms.ts';
import { fraction, type Surd } from './surd.ts';

/**
 * The correctly rounded results of one channel, each worked out when asked for: `element` gives those of the one
 * tensor that an operation has (output or gradInput), `statistic` those that exist once per channel, by name.
 *
 * A channel with finite numbers and a positive root has exact forms. What is left, an empty batch and channels with NaN,
 * infinities, a root of 0 or of a negative number, takes its special values from decimal arithmetic.
 */
export interface ExactChannel<Statistic extends string> {
  readonly element: (j: number) => number;
  readonly statistic: (name: Statistic) => number;
}

export type TrainingStatistic = 'batchMean' | 'batchVariance' | 'invStd' | 'runningMean' | 'runningVariance';
export type GradientStatistic = 'gradGamma' | 'gradBeta';

const Rounded = roundingDecimals(80);

const nearest = (value: Decimal, dtype: Dtype) => correctlyRounded(fraction(value, new Exact(1)), dtype);

export function exactTrainingChannel(
  channel: DecimalChannel,
  conventions: Conventions,
  dtype: Dtype,
): ExactChannel<TrainingStatistic> {
  if (channel.x.length === 0 || !isFiniteChannel(channel)) {
    const special = decimalTraining(channel, conventions, Rounded);
    return {
      element: (j) => nearest(special.output[j]!, dtype),
      statistic: (name) => nearest(special[name], dtype),
    };
  }
  const forms = exactTraining(channel, conventions);
  return {
    element: (j) => correctlyRounded(forms.output(j), dtype),
    statistic: (name) => correctlyRounded(forms[name], dtype),
  };
}

export function exactInferenceChannel(
  channel: DecimalChannel,
  conventions: Conventions,
  dtype: Dtype,
): ExactChannel<never> {
  const statistic = () => Number.NaN;
  if (!isFiniteChannel(channel) || !hasPositiveRoot(channel, conventions)) {
    const special = decimalInference(channel, conventions, Rounded);
    return { element: (j) => nearest(special[j]!, dtype), statistic };
  }
  const output = exactInference(channel, conventions);
  return { element: (j) => correctlyRounded(output(j), dtype), statistic };
}

export function exactTrainingGradientChannel(
  channel: DecimalChannel,
  conventions: Conventions,
  dtype: Dtype,
): ExactChannel<GradientStatistic> {
  if (channel.x.length === 0 || !isFiniteChannel(channel)) {
    return specialGradient(decimalTrainingGradient(channel, conventions, Rounded), dtype);
  }
  return formedGradient(exactTrainingGradient(channel, conventions), dtype);
}

export function exactInferenceGradientChannel(
  channel: DecimalChannel,
  conventions: Conventions,
  dtype: Dtype,
): ExactChannel<GradientStatistic> {
  if (channel.x.length === 0 || !isFiniteChannel(channel) || !hasPositiveRoot(channel, conventions)) {
    return specialGradient(decimalInferenceGradient(channel, conventions, Rounded), dtype);
  }
  return formedGradient(exactInferenceGradient(channel, conventions), dtype);
}

function specialGradient(
  special: {
    readonly gradInput: readonly Decimal[];
    readonly gradGamma: Decimal;
    readonly gradBeta: Decimal;
  },
  dtype: Dtype,
): ExactChannel<GradientStatistic> {
  return {
    element: (j) => nearest(special.gradInput[j]!, dtype),
    statistic: (name) => nearest(special[name], dtype),
  };
}

function formedGradient(
  forms: {
    readonly gradInput: (j: number) => Surd;
    readonly gradGamma: Surd;
    readonly gradBeta: Surd;
  },
  dtype: Dtype,
): ExactChannel<GradientStatistic> {
  return {
    element: (j) => correctlyRounded(forms.gradInput(j), dtype),
    statistic: (name) => correctlyRounded(forms[name], dtype),
  };
}

function hasPositiveRoot(channel: DecimalChannel, conventions: Conventions): boolean {
  const { kQ, E } = runningRoot(channel, conventions);
  return !kQ.isNegative() && !(kQ.isZero() && E.isZero());
}

function isFiniteChannel(channel: DecimalChannel): boolean {
  const { x, g, gamma, beta, runningMean, runningVariance, epsilon, exponentialAverageFactor } = channel;
  const others = [gamma, beta, runningMean, runningVariance, epsilon, exponentialAverageFactor];
  return [...x, ...g, ...others].every((value) => value.isFinite());
}
