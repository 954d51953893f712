import type { Decimal } from 'decimal.js';
import type { Conventions } from '../../spec/contract.ts';
import { batchSums, sumOf } from './batch-sums.ts';
import type { DecimalChannel } from './decimal-case.ts';
import { Exact } from './exact-decimal.ts';
import { fraction, type Surd } from './surd.ts';

/** beta + a / R for R = W + E > 0, as (a + beta E + beta W) / (E + W). */
function overRoot(a: Decimal, beta: Decimal, root: Pick<Surd, 'kQ' | 'k'> & { readonly E: Decimal }): Surd {
  const { kQ, k, E } = root;
  return { a0: a.plus(beta.times(E)), a1: beta, b0: E, b1: new Exact(1), kQ, k };
}

export interface ExactForward {
  readonly output: readonly Surd[];
  readonly batchMean: Surd;
  readonly batchVariance: Surd;
  readonly invStd: Surd;
}

/** The training results of a channel with at least one element and finite numbers, as exact forms. */
export function exactTraining(channel: DecimalChannel, conventions: Conventions): ExactForward {
  const sums = batchSums(channel, conventions);
  const { m, S, D, A } = sums;
  return {
    output: D.map((d) => overRoot(channel.gamma.times(d), channel.beta, sums)),
    batchMean: fraction(S, m),
    batchVariance: fraction(A, m.times(m)),
    invStd: overRoot(m, new Exact(0), sums),
  };
}

/** The inference output of a channel, as exact forms; the running variance and epsilon must be at least 0. */
export function exactInference(channel: DecimalChannel, conventions: Conventions): Surd[] {
  const { x, gamma, beta, runningMean, runningVariance, epsilon } = channel;
  const inside = conventions.epsilonPlacement === 'inside';
  const root = {
    kQ: inside ? runningVariance.plus(epsilon) : runningVariance,
    k: new Exact(1),
    E: inside ? new Exact(0) : epsilon,
  };
  return x.map((value) => overRoot(gamma.times(value.minus(runningMean)), beta, root));
}

/**
 * gradInput of training for a channel with at least one element: with W^2 = Q = kQ / k and R = W + E,
 * gamma ((m g - G) k R W - n D P) / (k R^2 W), where k R W = kQ + k E W and k R^2 W = 2 E kQ + (kQ + k E^2) W.
 * Where W = 0, and with it D, only gamma (m g - G) / R remains; where R = 0 nothing is defined.
 */
export function exactGradInput(channel: DecimalChannel, conventions: Conventions): Surd[] {
  const { g, gamma } = channel;
  const { m, D, n, k, kQ, E } = batchSums(channel, conventions);
  const G = sumOf(g);
  const P = sumOf(g.map((value, j) => value.times(D[j]!)));
  return g.map((value, j) => {
    const direct = m.times(value).minus(G);
    if (kQ.isZero()) {
      return E.isZero() ? fraction(E, E) : fraction(gamma.times(direct), E);
    }
    return {
      a0: gamma.times(direct.times(kQ).minus(n.times(D[j]!).times(P))),
      a1: gamma.times(direct).times(k).times(E),
      b0: E.times(kQ).times(2),
      b1: kQ.plus(k.times(E).times(E)),
      kQ,
      k,
    };
  });
}
