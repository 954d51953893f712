/** Batch norm in float32 as its users write it, for running the theorems on: the conventions of the paper, every operation rounded. */
import type { Case } from '../../contract.ts';
import { layoutOf, positionOf } from '../../layout.ts';
import { float32Moments, type MomentsOf, twoPass } from './float32-moments.ts';
import { float32Sums, type Sum, sequentialSum } from './float32-sums.ts';
import type { Quantities } from './worst-ratios.ts';

const f = Math.fround;

interface Channel {
  readonly mean: number;
  readonly invStd: number;
  readonly gamma: number;
  readonly beta: number;
}

type Normalize = (x: number, channel: Channel) => number;

/** What an algorithm may choose. */
export interface Algorithm {
  readonly name: string;
  readonly momentsOf: MomentsOf;
  readonly sum: Sum;
  readonly normalize: Normalize;
}

const normalizations: Readonly<Record<string, Normalize>> = {
  'subtract first': (x, { mean, invStd, gamma, beta }) => f(f(gamma * f(f(x - mean) * invStd)) + beta),
  folded: (x, { mean, invStd, gamma, beta }) => {
    const a = f(gamma * invStd);
    return f(f(a * x) + f(beta - f(a * mean)));
  },
  'gamma invStd first': (x, { mean, invStd, gamma, beta }) => f(f(f(x - mean) * f(gamma * invStd)) + beta),
};

/** The textbook loop. */
export const textbook: Algorithm = {
  name: 'two passes in sequence',
  momentsOf: twoPass(sequentialSum),
  sum: sequentialSum,
  normalize: normalizations['subtract first']!,
};

/** Every way to the moments, each with another order of the gradient sums and another way to normalize. */
export const algorithms: readonly Algorithm[] = Object.entries(float32Moments).map(
  ([name, momentsOf], k) => ({
    name,
    momentsOf,
    sum: Object.values(float32Sums)[k % 6]!,
    normalize: Object.values(normalizations)[k % 3]!,
  }),
);

/** All results of training, inference and their gradients on a case with two or more elements per channel. */
export function runAlgorithm({ momentsOf, sum, normalize }: Algorithm, given: Case): Quantities {
  const layout = layoutOf(given.shape, given.channelAxis);
  const vector = () => new Float32Array(layout.channels);
  const tensor = () => new Float32Array(given.input.length);
  const results = {
    output: tensor(),
    batchMean: vector(),
    batchVariance: vector(),
    invStd: vector(),
    runningMean: vector(),
    runningVariance: vector(),
    inferenceOutput: tensor(),
    gradInput: tensor(),
    gradGamma: vector(),
    gradBeta: vector(),
    inferenceGradInput: tensor(),
    inferenceGradGamma: vector(),
    inferenceGradBeta: vector(),
  };
  const a = given.exponentialAverageFactor;
  const { m } = layout;
  const rootOf = (variance: number) => f(1 / f(Math.sqrt(f(variance + given.epsilon))));
  for (let c = 0; c < layout.channels; c++) {
    const places = Array.from({ length: m }, (_, j) => positionOf(layout, c, j));
    const x = places.map((at) => given.input[at]!);
    const g = places.map((at) => given.gradOutput[at]!);
    const affine = { gamma: given.gamma?.[c] ?? 1, beta: given.beta?.[c] ?? 0 };
    const { mean, variance } = momentsOf(x);
    const batch: Channel = { mean, invStd: rootOf(variance), ...affine };
    const running: Channel = {
      mean: given.runningMean[c]!,
      invStd: rootOf(given.runningVariance[c]!),
      ...affine,
    };
    results.batchMean[c] = mean;
    results.batchVariance[c] = variance;
    results.invStd[c] = batch.invStd;
    const corrected = m > 1 ? f(variance * f(m / (m - 1))) : variance;
    const blend = (old: number, now: number) => f(f(f(1 - a) * old) + f(a * now));
    results.runningMean[c] = blend(given.runningMean[c]!, mean);
    results.runningVariance[c] = blend(given.runningVariance[c]!, corrected);
    const gradients = gradientOf(x, g, batch, sum);
    const atInference = gradientOf(x, g, running, sum);
    results.gradGamma[c] = gradients.gamma;
    results.gradBeta[c] = gradients.beta;
    results.inferenceGradGamma[c] = atInference.gamma;
    results.inferenceGradBeta[c] = atInference.beta;
    places.forEach((at, j) => {
      results.output[at] = normalize(x[j]!, batch);
      results.inferenceOutput[at] = normalize(x[j]!, running);
      results.gradInput[at] = gradients.input[j]!;
      results.inferenceGradInput[at] = f(f(affine.gamma * running.invStd) * g[j]!);
    });
  }
  return results;
}

function gradientOf(
  x: readonly number[],
  g: readonly number[],
  { mean, invStd, gamma }: Channel,
  sum: Sum,
): { readonly input: readonly number[]; readonly gamma: number; readonly beta: number } {
  const m = x.length;
  const z = x.map((value) => f(f(value - mean) * invStd));
  const beta = sum(g);
  const products = sum(g.map((value, j) => f(value * z[j]!)));
  const [meanGrad, meanGradZ] = [f(beta / m), f(products / m)];
  const input = g.map((value, j) => f(f(gamma * invStd) * f(f(value - meanGrad) - f(z[j]! * meanGradZ))));
  return { input, gamma: products, beta };
}
