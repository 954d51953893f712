import type { Conventions } from '../spec/contract.ts';
import { correctionFactor } from './normalizer.ts';

export interface Statistics {
  readonly mean: number;
  readonly variance: number;
}

/**
 * (1-a) * old + a * batch for one channel, where a is the weight of the new batch.
 *
 * The arithmetic of IEEE 754 decides: with a = 0 the result is exactly `old` for any finite batch, with a = 1
 * exactly `batch` for any finite old, and a NaN on either side is always passed on. One element per channel
 * and an empty batch (m = 0, where `batch` is not read) follow the conventions; where these say `reject` or
 * `unspecified` one element is taken as `define`, and an empty batch leaves the old values.
 */
export function updatedStatistics(
  old: Statistics,
  batch: Statistics,
  a: number,
  m: number,
  conventions: Conventions,
): Statistics {
  if (m === 0) return afterEmptyBatch(old, a, conventions);
  if (m === 1 && conventions.oneElement === 'keep') return old;
  return {
    mean: (1 - a) * old.mean + a * batch.mean,
    variance: (1 - a) * old.variance + a * enteringVariance(batch.variance, m, conventions),
  };
}

function afterEmptyBatch(old: Statistics, a: number, conventions: Conventions): Statistics {
  switch (conventions.emptyBatch) {
    case 'nan':
      return { mean: Number.NaN, variance: Number.NaN };
    case 'decay':
      return { mean: (1 - a) * old.mean, variance: (1 - a) * old.variance };
    default:
      return old;
  }
}

function enteringVariance(batchVariance: number, m: number, conventions: Conventions): number {
  if (conventions.runningVarianceCorrection === 0) return batchVariance;
  if (m === 1 && conventions.oneElement === 'nan') return Number.NaN;
  return batchVariance * correctionFactor(m);
}
