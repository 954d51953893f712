import type { Decimal } from 'decimal.js';
import type { Conventions } from '../../spec/contract.ts';
import { sumOf } from './batch-sums.ts';
import type { DecimalChannel } from './decimal-case.ts';
import type { DecimalGradient } from './decimal-training-gradient.ts';
import { Exact } from './exact-decimal.ts';

/** 1/r of inference: sqrt(runningVariance + epsilon) or sqrt(runningVariance) + epsilon; NaN below zero. */
function runningRoot(
  channel: DecimalChannel,
  conventions: Conventions,
  Rounded: Decimal.Constructor,
): Decimal {
  const { runningVariance, epsilon } = channel;
  return conventions.epsilonPlacement === 'inside'
    ? Rounded.sqrt(epsilon.plus(runningVariance))
    : Rounded.sqrt(runningVariance).plus(epsilon);
}

/**
 * Inference mode for one channel: y = (gamma (x - runningMean) + beta s) / s with s = 1/r, in one division.
 * Where s is 0 or infinite the same is computed term by term, so that beta is not multiplied by infinity.
 */
export function decimalInference(
  channel: DecimalChannel,
  conventions: Conventions,
  Rounded: Decimal.Constructor,
): Decimal[] {
  const { x, gamma, beta, runningMean } = channel;
  const s = runningRoot(channel, conventions, Rounded);
  if (s.isZero() || !s.isFinite()) {
    return x.map((value) => gamma.times(Rounded.div(value.minus(runningMean), s)).plus(beta));
  }
  const offset = beta.times(new Exact(s));
  return x.map((value) => Rounded.div(gamma.times(value.minus(runningMean)).plus(offset), s));
}

/**
 * gradInput = gamma g / s, gradGamma = sum(g (x - runningMean)) / s, gradBeta = sum(g), both sums exact.
 * Where s is 0 the terms of gradGamma are infinite or NaN one by one, and so must be their sum.
 */
export function decimalInferenceGradient(
  channel: DecimalChannel,
  conventions: Conventions,
  Rounded: Decimal.Constructor,
): DecimalGradient {
  const { x, g, gamma, runningMean } = channel;
  const s = runningRoot(channel, conventions, Rounded);
  const z = (value: Decimal) => Rounded.div(value.minus(runningMean), s);
  const P = sumOf(g.map((value, j) => value.times(s.isZero() ? z(x[j]!) : x[j]!.minus(runningMean))));
  return {
    gradInput: g.map((value) => Rounded.div(gamma.times(value), s)),
    gradGamma: g.length === 0 || s.isZero() ? P : Rounded.div(P, s),
    gradBeta: sumOf(g),
  };
}
