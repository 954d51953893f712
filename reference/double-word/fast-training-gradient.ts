import type { Conventions } from '../../spec/contract.ts';
import type { GradientStatistic } from '../oracle/exact-channel.ts';
import { type Ball, ballProduct, ballQuotient, exactly, perElement } from './ball.ts';
import { ballSumOf } from './ball-sum.ts';
import { deviations, sumOfProducts } from './elements.ts';
import { type FastChannel, type FastResults, type Roots, rootsOf, settledBall } from './fast-channel.ts';
import { projected } from './projected.ts';
import type { Settled } from './settled.ts';

/**
 * The training gradients of one channel in range.
 *
 * With d = x - mean(x), h = g - mean(g), P = sum(h d) = sum(g d), n = m, or m - 1 where the normalizing variance is
 * corrected, v' = sum(d^2) / n and s = 1/r: d s/dx_j = d_j / (n w), with w = s where epsilon is inside the root and
 * w = sqrt(v') where it is outside. From y = gamma d / s + beta follow gradGamma = P / s and
 *   gradInput = (gamma / s) (h - d P / (n s w)).
 */
export function fastTrainingGradient(
  channel: FastChannel,
  conventions: Conventions,
  settled: Settled,
): FastResults<GradientStatistic> {
  const { x, g, gamma } = channel;
  const m = x.length;
  const G = ballSumOf(g);
  const d = deviations(x, ballSumOf(x));
  const h = deviations(g, G);
  const P = sumOfProducts(h, d);
  const n = conventions.normalizingVarianceCorrection === 1 && m > 1 ? m - 1 : m;
  const roots = rootsOf(perElement(sumOfProducts(d, d), n), channel.epsilon, conventions);
  const elements = new Float64Array(m);
  const factor = ballQuotient(exactly(gamma), roots.s);
  projected(h, d, slopeOf(P, n, roots), factor, settled, elements);
  const statistics = {
    gradGamma: settledBall(settled, ballQuotient(P, roots.s)),
    gradBeta: settledBall(settled, G),
  };
  return { elements, statistics };
}

/** P / (n s w); 0 in a constant channel, where P and all d are 0. */
function slopeOf(P: Ball, n: number, { s, root }: Roots): Ball {
  const constant = root.high === 0 && root.radius === 0;
  return constant ? exactly(0) : ballQuotient(P, ballProduct(exactly(n), ballProduct(s, root)));
}
