import type { NormalizedChannel, Steps } from './steps.ts';

/** (1 - factor) * old + factor * batch: the factor is the weight of the new batch. */
export function average(old: number, batch: number, factor: number, steps: Steps): number {
  const kept = steps.round(steps.round(1 - factor) * old);
  return steps.round(kept + steps.round(factor * batch));
}

/** The variance times m/(m-1) (Bessel's correction); as it is where m = 1. */
export function correctedVariance(variance: number, m: number, steps: Steps): number {
  if (m === 1) return variance;
  return steps.round(variance * steps.round(m / (m - 1)));
}

export function nextRunningMean(
  old: number,
  channel: NormalizedChannel,
  factor: number,
  steps: Steps,
): number {
  return steps.average(old, channel.mean, factor, steps);
}

export function nextRunningVariance(
  old: number,
  channel: NormalizedChannel,
  factor: number,
  steps: Steps,
): number {
  const corrected = steps.correctedVariance(channel.variance, channel.x.length, steps);
  return steps.average(old, corrected, factor, steps);
}
