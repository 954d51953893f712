import type { Conventions } from '../../spec/contract.ts';
import type { TrainingStatistic } from '../oracle/exact-channel.ts';
import { affine } from './affine.ts';
import { type Ball, ballProduct, ballQuotient, ballSum, exactly, perElement, sumOfTwo } from './ball.ts';
import { ballSumOf } from './ball-sum.ts';
import { deviations, sumOfProducts } from './elements.ts';
import { type FastChannel, type FastResults, rootsOf, settledBall } from './fast-channel.ts';
import type { Settled } from './settled.ts';

/**
 * Training mode for one channel in range: with S = sum(x), d = (m x - S) / m and V = sum(d^2),
 * mean = S / m, variance = V / m, s as of V / m or V / (m-1), output = (gamma / s) d + beta.
 */
export function fastTraining(
  channel: FastChannel,
  conventions: Conventions,
  settled: Settled,
): FastResults<TrainingStatistic> {
  const { x, gamma, beta, runningMean, runningVariance } = channel;
  const m = x.length;
  const S = ballSumOf(x);
  const d = deviations(x, S);
  const V = sumOfProducts(d, d);
  const mean = perElement(S, m);
  const variance = (correction: 0 | 1) => perElement(V, m > 1 ? m - correction : m);

  const normalizing = variance(conventions.normalizingVarianceCorrection);
  const { s } = rootsOf(normalizing, channel.epsilon, conventions);
  const elements = new Float64Array(m);
  affine(d, ballQuotient(exactly(gamma), s), beta, settled, elements);

  const entering = variance(conventions.runningVarianceCorrection);
  const undefinedVariance =
    m === 1 && conventions.runningVarianceCorrection === 1 && conventions.oneElement === 'nan';
  const statistics = {
    batchMean: settledBall(settled, mean),
    batchVariance: settledBall(settled, variance(0)),
    invStd: settledBall(settled, ballQuotient(exactly(1), s)),
    runningMean: settledBall(settled, updated(channel, runningMean, mean, conventions)),
    runningVariance: undefinedVariance
      ? Number.NaN
      : settledBall(settled, updated(channel, runningVariance, entering, conventions)),
  };
  return { elements, statistics };
}

/** (1-a) old + a batch. */
function updated(channel: FastChannel, old: number, batch: Ball, conventions: Conventions): Ball {
  if (channel.x.length === 1 && conventions.oneElement === 'keep') return exactly(old);
  const a = channel.exponentialAverageFactor;
  return ballSum(ballProduct(sumOfTwo(1, -a), exactly(old)), ballProduct(exactly(a), batch));
}
