import type { Conventions } from '../../spec/contract.ts';
import type { GradientStatistic } from '../oracle/exact-channel.ts';
import { affine } from './affine.ts';
import { ballQuotient, exactly } from './ball.ts';
import { ballSumOf } from './ball-sum.ts';
import { elementsOf, shifted, sumOfProducts } from './elements.ts';
import { type FastChannel, type FastResults, rootsOf, settledBall } from './fast-channel.ts';
import type { Settled } from './settled.ts';

/** Inference mode for one channel in range: output = (gamma / s) (x - runningMean) + beta. */
export function fastInference(
  channel: FastChannel,
  conventions: Conventions,
  settled: Settled,
): FastResults<never> {
  const { x, gamma, beta, runningMean, runningVariance, epsilon } = channel;
  const { s } = rootsOf(exactly(runningVariance), epsilon, conventions);
  const elements = new Float64Array(x.length);
  affine(shifted(x, runningMean), ballQuotient(exactly(gamma), s), beta, settled, elements);
  return { elements, statistics: {} };
}

/** Its gradients: gradInput = (gamma / s) g, gradGamma = sum(g (x - runningMean)) / s, gradBeta = sum(g). */
export function fastInferenceGradient(
  channel: FastChannel,
  conventions: Conventions,
  settled: Settled,
): FastResults<GradientStatistic> {
  const { x, g, gamma, runningMean, runningVariance, epsilon } = channel;
  const { s } = rootsOf(exactly(runningVariance), epsilon, conventions);
  const elements = new Float64Array(x.length);
  affine(elementsOf(g), ballQuotient(exactly(gamma), s), 0, settled, elements);
  const P = sumOfProducts(elementsOf(g), shifted(x, runningMean));
  const statistics = {
    gradGamma: settledBall(settled, ballQuotient(P, s)),
    gradBeta: settledBall(settled, ballSumOf(g)),
  };
  return { elements, statistics };
}
