/** The same questions to float64 subjects, whose arithmetic is that of JavaScript. */
import { describe, expect, test } from 'vitest';
import type { InferenceRequest, Request, Subject, TrainingRequest } from '../../spec/contract.ts';
import { layoutOf, positionOf } from '../../spec/layout.ts';
import type { Answers } from './identified.ts';
import { identifyCounted } from './testing/identify-counted.ts';

type Moments = (x: readonly number[]) => { readonly mean: number; readonly variance: number };

const sum = (terms: readonly number[]) => terms.reduce((total, term) => total + term, 0);
const meanOf = (x: readonly number[]) => sum(x) / x.length;

const twoPass: Moments = (x) => {
  const mean = meanOf(x);
  return { mean, variance: meanOf(x.map((value) => (value - mean) ** 2)) };
};

const onePass: Moments = (x) => {
  const mean = meanOf(x);
  return { mean, variance: Math.max(0, meanOf(x.map((value) => value * value)) - mean * mean) };
};

const welford: Moments = (x) => {
  let mean = 0;
  let m2 = 0;
  for (const [j, value] of x.entries()) {
    const before = value - mean;
    mean += before / (j + 1);
    m2 += before * (value - mean);
  }
  return { mean, variance: m2 / x.length };
};

const lanes: Moments = (x) => {
  const total = (terms: readonly number[]) =>
    sum([0, 1, 2, 3].map((lane) => sum(terms.filter((_, j) => j % 4 === lane))));
  const mean = total(x) / x.length;
  return { mean, variance: total(x.map((value) => (value - mean) ** 2)) / x.length };
};

function subjectWith(moments: Moments, folds: boolean): Subject {
  const run = (request: TrainingRequest | InferenceRequest) => {
    const { input, channelAxis, gamma, beta, epsilon } = request;
    const layout = layoutOf(input.shape, channelAxis);
    const output = new Float64Array(input.data.length);
    const runningMean = Float64Array.from(request.runningMean);
    const runningVariance = Float64Array.from(request.runningVariance);
    for (let c = 0; c < layout.channels && layout.m > 0; c++) {
      const places = Array.from({ length: layout.m }, (_, j) => positionOf(layout, c, j));
      const x = places.map((at) => input.data[at]!);
      let statistics = { mean: runningMean[c]!, variance: runningVariance[c]! };
      if (request.operation === 'training') {
        const weight = request.exponentialAverageFactor;
        statistics = moments(x);
        runningMean[c] = (1 - weight) * runningMean[c]! + weight * statistics.mean;
        runningVariance[c] = (1 - weight) * runningVariance[c]! + weight * statistics.variance;
      }
      const { mean, variance } = statistics;
      const scale = gamma![c]! * (1 / Math.sqrt(variance + epsilon));
      const shift = beta![c]! - mean * scale;
      for (const at of places) {
        const value = input.data[at]!;
        output[at] = folds ? value * scale + shift : (value - mean) * scale + beta![c]!;
      }
    }
    const result = { output: { shape: input.shape, data: output } };
    return request.operation === 'training' ? { ...result, runningMean, runningVariance } : result;
  };
  return {
    name: 'float64',
    dtype: 'float64',
    operations: ['training', 'inference'],
    conventions: {} as Subject['conventions'],
    run: run as (request: Request) => never,
  };
}

type Algorithm = Pick<Answers, 'variance' | 'sums' | 'trainingOutput' | 'inferenceOutput'>;

const asItStands = { trainingOutput: 'subtracts first', inferenceOutput: 'subtracts first' } as const;
const folded = { trainingOutput: 'folded', inferenceOutput: 'folded' } as const;

const algorithms: readonly (readonly [string, Moments, boolean, Algorithm])[] = [
  ['two passes', twoPass, false, { variance: 'two-pass', sums: 'first to last', ...asItStands }],
  ['two passes, folded', twoPass, true, { variance: 'two-pass', sums: 'first to last', ...folded }],
  ['one pass', onePass, false, { variance: 'one-pass', sums: 'first to last', ...asItStands }],
  ['Welford', welford, false, { variance: 'Welford', sums: 'Welford', ...asItStands }],
  ['four lanes', lanes, false, { variance: 'two-pass', sums: 'partial sums', ...asItStands }],
];

describe('the algorithm of a float64 subject is found', () => {
  test.each(algorithms)('%s', async (_, moments, folds, expected) => {
    const { findings, settled } = await identifyCounted(subjectWith(moments, folds));
    expect(settled).toHaveLength(6);
    for (const [question, value] of Object.entries(expected)) {
      expect(findings[question as keyof Algorithm], question).toMatchObject({ kind: 'found', value });
    }
  });

  test('an accumulator of a lane holds a quarter of the elements', async () => {
    const { findings } = await identifyCounted(subjectWith(lanes, false));
    expect(findings.sums.text).toContain('(about 128 elements in each)');
  });
});
