import type { Decimal } from 'decimal.js';
import type { Conventions } from '../../spec/contract.ts';
import { batchSums } from './batch-sums.ts';
import type { DecimalChannel } from './decimal-case.ts';
import { Exact } from './exact-decimal.ts';

export interface DecimalTraining {
  readonly output: readonly Decimal[];
  readonly batchMean: Decimal;
  readonly batchVariance: Decimal;
  readonly invStd: Decimal;
  readonly runningMean: Decimal;
  readonly runningVariance: Decimal;
}

/**
 * Training mode for one channel, in decimals that round to the digits of `Rounded`.
 *
 * With the exact sums of `batchSums`, y = gamma D / R + beta = (gamma D + beta R) / R: one division, and a
 * numerator that is exact where R is. The error of each result is a few units of the last digit of its largest
 * term (|gamma z| or |beta| for the output). 0/0 gives NaN where a constant channel meets epsilon 0.
 */
export function decimalTraining(
  channel: DecimalChannel,
  conventions: Conventions,
  Rounded: Decimal.Constructor,
): DecimalTraining {
  if (channel.x.length === 0) return emptyTraining(channel, conventions);
  const { gamma, beta } = channel;
  const { m, S, D, A, k, kQ, E } = batchSums(channel, conventions);
  const R = Rounded.sqrt(Rounded.div(kQ, k)).plus(E);
  const exactR = new Exact(R);
  return {
    output: channel.x.map((_, j) => Rounded.div(gamma.times(D(j)).plus(beta.times(exactR)), R)),
    batchMean: Rounded.div(S, m),
    batchVariance: Rounded.div(A, m.times(m)),
    invStd: Rounded.div(m, R),
    ...runningStatistics(channel, conventions, S, A, Rounded),
  };
}

/** new = ((1-a) N old + a B) / N, where the batch value is B / N: S / m, and A / m^2 or A / (m (m-1)). */
function runningStatistics(
  channel: DecimalChannel,
  conventions: Conventions,
  S: Decimal,
  A: Decimal,
  Rounded: Decimal.Constructor,
): { runningMean: Decimal; runningVariance: Decimal } {
  const { runningMean, runningVariance, exponentialAverageFactor: a } = channel;
  const m = new Exact(channel.x.length);
  const one = m.equals(1);
  if (one && conventions.oneElement === 'keep') return { runningMean, runningVariance };

  const update = (old: Decimal, batch: Decimal, denominator: Decimal) =>
    Rounded.div(new Exact(1).minus(a).times(denominator).times(old).plus(a.times(batch)), denominator);
  const corrected = conventions.runningVarianceCorrection === 1;
  const undefinedVariance = corrected && one && conventions.oneElement === 'nan';
  return {
    runningMean: update(runningMean, S, m),
    runningVariance: undefinedVariance
      ? new Rounded(Number.NaN)
      : update(runningVariance, A, corrected && !one ? m.times(m.minus(1)) : m.times(m)),
  };
}

function emptyTraining(channel: DecimalChannel, conventions: Conventions): DecimalTraining {
  const nan = new Exact(Number.NaN);
  const left = new Exact(1).minus(channel.exponentialAverageFactor);
  const after = (old: Decimal) => {
    if (conventions.emptyBatch === 'nan') return nan;
    return conventions.emptyBatch === 'decay' ? left.times(old) : old;
  };
  return {
    output: [],
    batchMean: nan,
    batchVariance: nan,
    invStd: nan,
    runningMean: after(channel.runningMean),
    runningVariance: after(channel.runningVariance),
  };
}
