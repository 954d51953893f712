import type { Decimal } from 'decimal.js';
import type { Conventions } from '../../spec/contract.ts';
import { batchSums, sumOf, sumOfProducts } from './batch-sums.ts';
import type { DecimalChannel } from './decimal-case.ts';
import { Exact } from './exact-decimal.ts';

export interface DecimalGradient {
  readonly gradInput: readonly Decimal[];
  readonly gradGamma: Decimal;
  readonly gradBeta: Decimal;
}

/**
 * Training gradients for one channel.
 *
 * With the sums of `batchSums`, G = sum(g) and P = sum(g D), and L = sum(g y): gradBeta = G, gradGamma = P / R.
 * From dD_i/dx_j = m [i = j] - 1, dA/dx_j = 2 D_j (because dA = 2 m x_j - 2 S) and R = W + E with W^2 = Q,
 * dQ = c dA, so dR/dx_j = c D_j / W:
 *   gradInput_j = gamma ((m g_j - G) / R - P c D_j / (R^2 W)) = gamma (m g_j - G - c D_j P / (R W)) / R.
 * With c = n / k the bracket is ((m g_j - G) k R W - n D_j P) / (k R W); with epsilon inside R = W, so that its
 * numerator is exact. With epsilon > 0 outside, a constant channel has W = 0 and D = 0, and the second term is
 * taken as 0; with epsilon = 0 it is 0/0, NaN.
 */
export function decimalTrainingGradient(
  channel: DecimalChannel,
  conventions: Conventions,
  Rounded: Decimal.Constructor,
): DecimalGradient {
  const { x, g, gamma } = channel;
  const G = sumOf(g);
  if (x.length === 0) return { gradInput: [], gradGamma: new Exact(0), gradBeta: new Exact(0) };

  const sums = batchSums(channel, conventions);
  const { m, D, n, k, kQ, E } = sums;
  const P = sumOfProducts(channel, sums);
  const W = Rounded.sqrt(Rounded.div(kQ, k));
  const R = W.plus(E);
  const flat = W.isZero() && !R.isZero();
  const inside = conventions.epsilonPlacement === 'inside';
  const kRW = inside ? kQ : k.times(new Exact(R)).times(new Exact(W));

  const gradInput = g.map((value, j) => {
    const direct = m.times(value).minus(G);
    if (flat) return Rounded.div(gamma.times(direct), R);
    const numerator = direct.times(kRW).minus(n.times(D(j)).times(P));
    return Rounded.div(Rounded.div(gamma.times(numerator), kRW), R);
  });
  return { gradInput, gradGamma: Rounded.div(P, R), gradBeta: G };
}
