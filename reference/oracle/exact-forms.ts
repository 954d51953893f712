import type { Decimal } from 'decimal.js';
import type { Conventions } from '../../spec/contract.ts';
import { batchSums, sumOf, sumOfProducts } from './batch-sums.ts';
import type { DecimalChannel } from './decimal-case.ts';
import { Exact } from './exact-decimal.ts';
import { fraction, type Surd } from './surd.ts';

/** R = W + E, where W^2 = kQ / k. */
type Root = Pick<Surd, 'kQ' | 'k'> & { readonly E: Decimal };

const zero = new Exact(0);
const one = new Exact(1);

/** beta + a / R for R > 0, as (a + beta E + beta W) / (E + W). */
function overRoot(a: Decimal, beta: Decimal, { kQ, k, E }: Root): Surd {
  return { a0: a.plus(beta.times(E)), a1: beta, b0: E, b1: one, kQ, k };
}

/** The training results of a channel; those of an element are worked out when asked for. */
export interface ExactTraining {
  readonly output: (j: number) => Surd;
  readonly batchMean: Surd;
  readonly batchVariance: Surd;
  readonly invStd: Surd;
  readonly runningMean: Surd;
  readonly runningVariance: Surd;
}

/** The training results of a channel with at least one element and finite numbers, as exact forms. */
export function exactTraining(channel: DecimalChannel, conventions: Conventions): ExactTraining {
  const sums = batchSums(channel, conventions);
  const { m, S, D, A } = sums;
  const { runningMean, runningVariance, exponentialAverageFactor: a } = channel;
  const single = channel.x.length === 1;
  const corrected = conventions.runningVarianceCorrection === 1;
  const varianceDenominator = corrected && !single ? m.times(m.minus(1)) : m.times(m);

  /** (1-a) old + a batch / denominator. */
  const updated = (old: Decimal, batch: Decimal, denominator: Decimal) => {
    if (single && conventions.oneElement === 'keep') return fraction(old, one);
    return fraction(one.minus(a).times(old).times(denominator).plus(a.times(batch)), denominator);
  };
  const undefinedVariance = single && corrected && conventions.oneElement === 'nan';
  return {
    output: (j) => overRoot(channel.gamma.times(D(j)), channel.beta, sums),
    batchMean: fraction(S, m),
    batchVariance: fraction(A, m.times(m)),
    invStd: overRoot(m, zero, sums),
    runningMean: updated(runningMean, S, m),
    runningVariance: undefinedVariance
      ? fraction(zero, zero)
      : updated(runningVariance, A, varianceDenominator),
  };
}

/** s = 1/r of inference as W + E. */
export function runningRoot({ runningVariance, epsilon }: DecimalChannel, conventions: Conventions): Root {
  const inside = conventions.epsilonPlacement === 'inside';
  return {
    kQ: inside ? runningVariance.plus(epsilon) : runningVariance,
    k: one,
    E: inside ? zero : epsilon,
  };
}

/** The inference output of a channel for which s is a number above 0. */
export function exactInference(channel: DecimalChannel, conventions: Conventions): (j: number) => Surd {
  const { x, gamma, beta, runningMean } = channel;
  const root = runningRoot(channel, conventions);
  return (j) => overRoot(gamma.times(x[j]!.minus(runningMean)), beta, root);
}

/** The gradients of a channel. */
export interface ExactGradient {
  readonly gradInput: (j: number) => Surd;
  readonly gradGamma: Surd;
  readonly gradBeta: Surd;
}

/** The inference gradients of a channel for which s is a number above 0. */
export function exactInferenceGradient(channel: DecimalChannel, conventions: Conventions): ExactGradient {
  const { x, g, gamma, runningMean } = channel;
  const root = runningRoot(channel, conventions);
  const P = sumOf(g.map((value, j) => value.times(x[j]!.minus(runningMean))));
  return {
    gradInput: (j) => overRoot(gamma.times(g[j]!), zero, root),
    gradGamma: overRoot(P, zero, root),
    gradBeta: fraction(sumOf(g), one),
  };
}

/**
 * The training gradients of a channel with at least one element. For gradInput: with W^2 = Q = kQ / k and R = W + E,
 * gamma ((m g - G) k R W - n D P) / (k R^2 W), where k R W = kQ + k E W and k R^2 W = 2 E kQ + (kQ + k E^2) W.
 * Where W = 0, and with it D, only gamma (m g - G) / R remains; where R = 0 nothing is defined.
 */
export function exactTrainingGradient(channel: DecimalChannel, conventions: Conventions): ExactGradient {
  const { g, gamma } = channel;
  const sums = batchSums(channel, conventions);
  const { m, D, n, k, kQ, E } = sums;
  const G = sumOf(g);
  const P = sumOfProducts(channel, sums);

  const gradInput = (j: number): Surd => {
    const direct = m.times(g[j]!).minus(G);
    if (kQ.isZero()) return E.isZero() ? fraction(zero, zero) : fraction(gamma.times(direct), E);
    return {
      a0: gamma.times(direct.times(kQ).minus(n.times(D(j)).times(P))),
      a1: gamma.times(direct).times(k).times(E),
      b0: E.times(kQ).times(2),
      b1: kQ.plus(k.times(E).times(E)),
      kQ,
      k,
    };
  };
  return { gradInput, gradGamma: overRoot(P, zero, sums), gradBeta: fraction(G, one) };
}
