import type { Decimal } from 'decimal.js';
import type { Conventions } from '../../spec/contract.ts';
import { batchSums, sumOf, sumOfProducts } from './batch-sums.ts';
import type { DecimalChannel } from './decimal-case.ts';
import { Exact } from './exact-decimal.ts';
import { exactTrainingGradient } from './exact-forms.ts';
import { fraction, type Surd } from './surd.ts';

/** The gradients of sum(direction * gradInput), for one channel in training mode. */
export interface SecondDerivatives {
  readonly input: (j: number) => Surd;
  readonly gamma: Surd;
  readonly gradOutput: (j: number) => Surd;
}

/**
 * Second derivatives of batch norm in training mode: the gradients of F = sum(u gradInput) for a direction u.
 *
 * With the sums of `batchSums`, U = m u - sum(u), H = m g - sum(g), B = m sum(u g) - sum(u) sum(g), P = sum(g D) and
 * V = sum(u D): gradInput = gamma (H / R - c D P / (R^2 W)), hence
 *   F = gamma (B / R - c V P / (R^2 W)),
 * which gives dF/dgamma. gradInput is g times a symmetric matrix, so that dF/dg is gradInput with u in place of g. From
 * dV/dx = U, dP/dx = H and dR/dx = dW/dx = c D / W follows
 *   dF/dx = gamma (-c T / (R^2 W) + c^2 X (2 / (R^3 W^2) + 1 / (R^2 W^3))),  T = B D + U P + V H,  X = V P D.
 * With R = W + E, W^2 = K / k, c = n / k and the fractions multiplied out, that is gamma k times
 *   (E (n^2 X - n T K) + (3 n^2 X - n T K) W) / (K^2 (K + 3 k E^2) + k K E (3 K + k E^2) W).
 * Where W = 0 it does not exist, unless m = 1, where F is 0 for every x.
 */
export function secondDerivatives(
  channel: DecimalChannel,
  direction: readonly Decimal[],
  conventions: Conventions,
): SecondDerivatives {
  const { x, g, gamma } = channel;
  const sums = batchSums(channel, conventions);
  const { m, D, n, k, kQ: K, E } = sums;
  const turned = { ...channel, g: direction };
  const [sumG, sumU] = [sumOf(g), sumOf(direction)];
  const B = m.times(sumOf(g.map((value, j) => value.times(direction[j]!)))).minus(sumU.times(sumG));
  const P = sumOfProducts(channel, sums);
  const V = sumOfProducts(turned, sums);

  const input = (j: number): Surd => {
    if (K.isZero()) return x.length === 1 && !E.isZero() ? fraction(zero, one) : fraction(zero, zero);
    const U = m.times(direction[j]!).minus(sumU);
    const H = m.times(g[j]!).minus(sumG);
    const nTK = n.times(B.times(D(j)).plus(U.times(P)).plus(V.times(H))).times(K);
    const nnX = n.times(n).times(V).times(P).times(D(j));
    const kEE = k.times(E).times(E);
    return {
      a0: gamma.times(k).times(E).times(nnX.minus(nTK)),
      a1: gamma.times(k).times(nnX.times(3).minus(nTK)),
      b0: K.times(K).times(K.plus(kEE.times(3))),
      b1: k.times(K).times(E).times(K.times(3).plus(kEE)),
      kQ: K,
      k,
    };
  };

  /** (B R W - c V P) / (R^2 W); B / R where W = 0. */
  const perGamma = (): Surd => {
    if (K.isZero()) return fraction(B, E);
    return {
      a0: B.times(K).minus(n.times(V).times(P)),
      a1: B.times(k).times(E),
      b0: E.times(K).times(2),
      b1: K.plus(k.times(E).times(E)),
      kQ: K,
      k,
    };
  };
  return { input, gamma: perGamma(), gradOutput: exactTrainingGradient(turned, conventions).gradInput };
}

const zero = new Exact(0);
const one = new Exact(1);
