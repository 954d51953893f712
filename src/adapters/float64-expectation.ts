import type { Case } from '../../spec/contract.ts';
import { layoutOf, positionOf } from '../../spec/layout.ts';

/**
 * For the tests of the adapters: what batch norm is in plain float64, and how far float32 may be from it.
 *
 * The bounds are first-order ones for data whose mean is not large beside its deviation, wide enough for any
 * order of summation, for one or two passes, and for output folded into x*scale + shift. With u = 2^-24, m
 * elements, A = mean|x|, r = 1/sqrt(v+epsilon), and Z = (|x|+|mu|)*r, which is at least |z|:
 *
 *   dmu  = u*((m+1)*A + |mu|)                          m-1 additions, a division, rounding the result
 *   dv   = u*((m+4)*(v+mu^2) + 2*mu^2) + 2*|mu|*dmu    mean(x^2) - mu^2; a two-pass variance is within it
 *   rho  = dv/(2*(v+epsilon)) + 6u                     relative error of r: sum, root, quotient, epsilon
 *   dz   = r*dmu + Z*(rho + 4u)
 *   dy   = |gamma|*dz + 4u*(|gamma|*Z + |beta|)
 *
 * A running statistic adds a*db to four roundings of its two terms. Gradients count their terms before they
 * cancel, with Z in place of |z|, since automatic differentiation may hold x and mu apart:
 *
 *   dgradBeta  = m*u*sum|g|
 *   dgradGamma = sum(|g|*((m+8)*u*Z + dz))
 *   dgradInput = |gamma|*r*((|g| + mean|g| + Z*mean(|g|*Z))*(rho + (m+16)*u) + dz*mean(|g|*Z) + Z*mean(|g|*dz))
 *
 * In inference mu and r come from given numbers: dmu = dv = 0, and the terms with means of g are absent.
 */
const u = 2 ** -24;

/** By the names of the result's fields: the value, and how far from it float32 may be. */
export type Expectation = Readonly<Record<string, { readonly value: number[]; readonly bound: number[] }>>;

/** Everything that the four operations give for a case, with a biased running variance. */
export interface Float64Expectations {
  readonly training: Expectation;
  readonly inference: Expectation;
  readonly trainingGradient: Expectation;
  readonly inferenceGradient: Expectation;
}

export function float64Expectations(given: Case): Float64Expectations {
  const layout = layoutOf(given.shape, given.channelAxis);
  const all = {
    training: emptyExpectation('output', 'batchMean', 'batchVariance', 'runningMean', 'runningVariance'),
    inference: emptyExpectation('output'),
    trainingGradient: emptyExpectation('gradInput', 'gradGamma', 'gradBeta'),
    inferenceGradient: emptyExpectation('gradInput', 'gradGamma', 'gradBeta'),
  };
  for (let channel = 0; channel < layout.channels; channel++) {
    const positions = Array.from({ length: layout.m }, (_, j) => positionOf(layout, channel, j));
    expectChannel(given, channel, positions, all);
  }
  return all;
}

function emptyExpectation(...quantities: string[]): Expectation {
  return Object.fromEntries(quantities.map((quantity) => [quantity, { value: [], bound: [] }]));
}

function expectChannel(given: Case, channel: number, positions: number[], all: Float64Expectations): void {
  const { epsilon, exponentialAverageFactor: a } = given;
  const x = positions.map((at) => given.input[at]!);
  const g = positions.map((at) => given.gradOutput[at]!);
  const gamma = given.gamma?.[channel] ?? 1;
  const beta = given.beta?.[channel] ?? 0;
  const m = x.length;

  const mu = mean(x);
  const v = mean(x.map((value) => (value - mu) ** 2));
  const dmu = u * ((m + 1) * mean(x.map(Math.abs)) + Math.abs(mu));
  const dv = u * ((m + 4) * (v + mu ** 2) + 2 * mu ** 2) + 2 * Math.abs(mu) * dmu;
  put(all.training, 'batchMean', channel, mu, dmu);
  put(all.training, 'batchVariance', channel, v, dv);

  const oldMean = given.runningMean[channel]!;
  const oldVariance = given.runningVariance[channel]!;
  const average = (old: number, batch: number) => (1 - a) * old + a * batch;
  const rounding = (old: number, batch: number) => 4 * u * (Math.abs(old) + Math.abs(batch));
  put(all.training, 'runningMean', channel, average(oldMean, mu), a * dmu + rounding(oldMean, mu));
  put(all.training, 'runningVariance', channel, average(oldVariance, v), a * dv + rounding(oldVariance, v));

  const modes = [
    ['training', 'trainingGradient', mu, v, dmu, dv],
    ['inference', 'inferenceGradient', oldMean, oldVariance, 0, 0],
  ] as const;
  for (const [forward, gradient, center, variance, dCenter, dVariance] of modes) {
    const r = 1 / Math.sqrt(variance + epsilon);
    const rho = dVariance / (2 * (variance + epsilon)) + 6 * u;
    const z = x.map((value) => (value - center) * r);
    const Z = x.map((value) => (Math.abs(value) + Math.abs(center)) * r);
    const dz = Z.map((size) => r * dCenter + size * (rho + 4 * u));

    positions.forEach((at, j) => {
      const rounding = 4 * u * (Math.abs(gamma) * Z[j]! + Math.abs(beta));
      put(all[forward], 'output', at, gamma * z[j]! + beta, Math.abs(gamma) * dz[j]! + rounding);
    });

    const size = g.map(Math.abs);
    const dGamma = sum(size.map((value, j) => value * ((m + 8) * u * Z[j]! + dz[j]!)));
    put(all[gradient], 'gradGamma', channel, dot(g, z), dGamma);
    put(all[gradient], 'gradBeta', channel, sum(g), m * u * sum(size));

    // The statistics of the batch depend on the input; given ones do not.
    const share = gradient === 'trainingGradient' ? 1 / m : 0;
    positions.forEach((at, j) => {
      const value = gamma * r * (g[j]! - share * sum(g) - z[j]! * share * dot(g, z));
      const terms = size[j]! + share * sum(size) + Z[j]! * share * dot(size, Z);
      const moved = dz[j]! * share * dot(size, Z) + Z[j]! * share * dot(size, dz);
      put(
        all[gradient],
        'gradInput',
        at,
        value,
        Math.abs(gamma) * r * (terms * (rho + (m + 16) * u) + moved),
      );
    });
  }
}

function put(into: Expectation, quantity: string, at: number, value: number, bound: number): void {
  into[quantity]!.value[at] = value;
  into[quantity]!.bound[at] = bound;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return sum(a.map((value, j) => value * b[j]!));
}
