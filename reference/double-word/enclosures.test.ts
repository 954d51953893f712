import type { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case, Conventions } from '../../spec/contract.ts';
import { referenceOracle } from '../batch-norm.ts';
import { decimalChannels } from '../oracle/decimal-case.ts';
import { Exact, exactDecimal } from '../oracle/exact-decimal.ts';
import {
  exactInference,
  exactInferenceGradient,
  exactTraining,
  exactTrainingGradient,
} from '../oracle/exact-forms.ts';
import { approximateSurd, type Surd } from '../oracle/surd.ts';
import { arbitraryCase, arbitraryConventions } from '../testing/arbitrary-case.ts';
import { type FastChannel, type FastResults, fastChannelInRange } from './fast-channel.ts';
import { fastInference, fastInferenceGradient } from './fast-inference.ts';
import { fastTraining } from './fast-training.ts';
import { fastTrainingGradient } from './fast-training-gradient.ts';
import type { Settled } from './settled.ts';

/**
 * The bounds themselves, not only the roundings they allow: every value of every operation must lie within its radius of
 * what double words made of it. In place of the rounding test stands a recorder, which gives each value a number.
 */
interface Enclosure {
  readonly high: number;
  readonly low: number;
  readonly radius: number;
}

function recorded<Statistic extends string>(
  fast: (channel: FastChannel, conventions: Conventions, settled: Settled) => FastResults<Statistic>,
  channel: FastChannel,
  conventions: Conventions,
) {
  const enclosures: Enclosure[] = [];
  const record: Settled = (high, low, radius) => enclosures.push({ high, low, radius }) - 1;
  const { elements, statistics } = fast(channel, conventions, record);
  return {
    element: (j: number) => enclosures[elements[j]!]!,
    statistic: (name: Statistic) => enclosures[statistics[name]],
  };
}

/** Distance over radius, 0 where both are 0 or nothing is claimed; the truth is known to 60 digits, the radii are above 10^-31 of it. */
function ratioOf({ high, low, radius }: Enclosure, surd: Surd): number {
  if (!Number.isFinite(radius)) return 0;
  const truth: Decimal = approximateSurd(surd, 60);
  const distance = truth.minus(exactDecimal(high)).minus(exactDecimal(low)).abs();
  const noise = truth.abs().times(new Exact(10).pow(-60));
  if (radius === 0) return distance.lessThanOrEqualTo(noise) ? 0 : Number.POSITIVE_INFINITY;
  return distance.minus(noise).div(exactDecimal(radius)).toNumber();
}

const f64 = (values: readonly number[]) => Float64Array.from(values) as unknown as Float32Array;

/**
 * Beside plain cases those in which terms cancel: beta is the opposite of another term of the first output, and an element
 * of gradOutput is their mean, so that all that is left of gradInput there is the projection.
 */
const cases = fc
  .tuple(arbitraryCase([1, 2, 3], [1, 2, 3, 5], 1), fc.boolean())
  .map(([given, cancelling]): Case => {
    if (!cancelling) return given;
    const { output } = referenceOracle.training({ ...given, beta: null }, plain);
    const beta = Number.isFinite(output[0]) ? -output[0]! : 0;
    const gradOutput = Array.from(given.gradOutput, (_, j) => j % 3);
    return { ...given, beta: f64([beta]), gradOutput: f64(gradOutput) };
  });

const plain: Conventions = {
  runningVarianceCorrection: 1,
  normalizingVarianceCorrection: 0,
  epsilonPlacement: 'inside',
  epsilonFloor: 0,
  oneElement: 'define',
  emptyBatch: 'keep',
};

function checkChannels(check: (fast: FastChannel, given: Case, conventions: Conventions) => number): number {
  let largest = 0;
  const property = fc.property(cases, arbitraryConventions, (given, conventions) => {
    const channel: FastChannel = {
      x: Float64Array.from(given.input),
      g: Float64Array.from(given.gradOutput),
      gamma: given.gamma?.[0] ?? 1,
      beta: given.beta?.[0] ?? 0,
      runningMean: given.runningMean[0]!,
      runningVariance: given.runningVariance[0]!,
      epsilon: Math.max(given.epsilon, conventions.epsilonFloor),
      exponentialAverageFactor: given.exponentialAverageFactor,
    };
    if (!fastChannelInRange(channel)) return;
    const ratio = check(channel, given, conventions);
    largest = Math.max(largest, ratio);
    expect(ratio).toBeLessThanOrEqual(1);
  });
  fc.assert(property, { seed: 20150211, numRuns: 60 });
  return largest;
}

const largestOf = (ratios: readonly number[]) => ratios.reduce((a, b) => Math.max(a, b), 0);

describe('every exact result lies within the radius of its double word', () => {
  it('in training', () => {
    const largest = checkChannels((channel, given, conventions) => {
      const { element, statistic } = recorded(fastTraining, channel, conventions);
      const forms = exactTraining(decimalChannels(given, conventions)[0]!, conventions);
      const names = ['batchMean', 'batchVariance', 'invStd', 'runningMean', 'runningVariance'] as const;
      return largestOf([
        ...Array.from(channel.x, (_, j) => ratioOf(element(j), forms.output(j))),
        ...names.map((name) => {
          const enclosure = statistic(name);
          return enclosure === undefined ? 0 : ratioOf(enclosure, forms[name]);
        }),
      ]);
    });
    expect(largest).toBeGreaterThan(2 ** -10);
  });

  it('in inference', () => {
    const largest = checkChannels((channel, given, conventions) => {
      const { element } = recorded(fastInference, channel, conventions);
      const output = exactInference(decimalChannels(given, conventions)[0]!, conventions);
      return largestOf(Array.from(channel.x, (_, j) => ratioOf(element(j), output(j))));
    });
    expect(largest).toBeGreaterThan(2 ** -10);
  });

  it.each([
    ['training', fastTrainingGradient, exactTrainingGradient],
    ['inference', fastInferenceGradient, exactInferenceGradient],
  ] as const)('in the gradients of %s', (_, fast, exact) => {
    const largest = checkChannels((channel, given, conventions) => {
      const { element, statistic } = recorded(fast, channel, conventions);
      const forms = exact(decimalChannels(given, conventions)[0]!, conventions);
      return largestOf([
        ...Array.from(channel.g, (_g, j) => ratioOf(element(j), forms.gradInput(j))),
        ratioOf(statistic('gradGamma')!, forms.gradGamma),
        ratioOf(statistic('gradBeta')!, forms.gradBeta),
      ]);
    });
    expect(largest).toBeGreaterThan(2 ** -10);
  });
});
