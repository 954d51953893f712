import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cases } from '../../../spec/arbitraries/cases.ts';
import type { Case } from '../../../spec/contract.ts';
import { batchNormInference, batchNormTraining } from './batch-norm.ts';
import { checkArguments } from './check-arguments.ts';
import { batchNormInferenceGradient, batchNormTrainingGradient } from './gradients.ts';
import { argumentsOf } from './testing/run-kernels.ts';

const seed = 109;
const full = cases({ gamma: 'present', beta: 'present', epsilon: 'any', maxElements: 60 });

/** All arguments of a case at once. */
function allOf(given: Case) {
  const { call, running, gradOutput } = argumentsOf(given);
  return { ...call, ...running, gradOutput, exponentialAverageFactor: given.exponentialAverageFactor };
}

type All = ReturnType<typeof allOf>;

/** A change that breaks one rule, and what the sentence must say. */
interface Breach {
  readonly rule: string;
  readonly change: (good: All) => Partial<All>;
  readonly says: (good: All) => string;
}

const channelsOf = (good: All) => good.input.shape[good.channelAxis]!;
const longer = (values: Float32Array) => Float32Array.of(...values, 1);
const isNot = (name: string, value: number, rule: string) => () => `${name} is ${value}; it must ${rule}`;

const breaches: readonly Breach[] = [
  ...(['gamma', 'beta', 'runningMean', 'runningVariance'] as const).map((name): Breach => {
    return {
      rule: `${name} has one entry per channel`,
      change: (good) => ({ [name]: longer(good[name]!) }),
      says: (good) =>
        `${name} has ${channelsOf(good) + 1} values; the input has ${channelsOf(good)} channels`,
    };
  }),
  ...[Number.NaN, -(2 ** -149), Number.POSITIVE_INFINITY].map((epsilon): Breach => {
    return {
      rule: `epsilon is finite and at least 0, not ${epsilon}`,
      change: () => ({ epsilon }),
      says: isNot('epsilon', epsilon, 'be finite and at least 0'),
    };
  }),
  ...[Number.NaN, -(2 ** -24), 1 + 2 ** -23].map((factor): Breach => {
    return {
      rule: `the factor lies between 0 and 1, unlike ${factor}`,
      change: () => ({ exponentialAverageFactor: factor }),
      says: isNot('exponentialAverageFactor', factor, 'lie between 0 and 1'),
    };
  }),
  ...[-1, 0.5, Number.NaN].map((channelAxis): Breach => {
    return {
      rule: `channelAxis is a whole number, not ${channelAxis}`,
      change: () => ({ channelAxis }),
      says: (good) =>
        `channelAxis is ${channelAxis}; it must be a whole number from 0 to ${good.input.shape.length - 1}`,
    };
  }),
  {
    rule: 'channelAxis is below the rank',
    change: (good) => ({ channelAxis: good.input.shape.length }),
    says: (good) => `channelAxis is ${good.input.shape.length}; it must be a whole number`,
  },
  {
    rule: 'the input has rank 2 or more',
    change: (good) => ({ input: { shape: [good.input.data.length], data: good.input.data }, channelAxis: 0 }),
    says: () => 'input has rank 1; batch norm needs',
  },
  {
    rule: 'the input has as many values as its shape needs',
    change: (good) => ({ input: { ...good.input, data: longer(good.input.data) } }),
    says: (good) =>
      `input has ${good.input.data.length + 1} values; shape [${good.input.shape}] needs ${good.input.data.length}`,
  },
  {
    rule: 'gradOutput has the shape of the input',
    change: (good) => ({ gradOutput: { ...good.gradOutput, shape: [...good.gradOutput.shape, 1] } }),
    says: (good) => `gradOutput has shape [${[...good.gradOutput.shape, 1].join(', ')}]`,
  },
  {
    rule: 'gradOutput has as many values as the input',
    change: (good) => ({ gradOutput: { ...good.gradOutput, data: longer(good.gradOutput.data) } }),
    says: (good) => `and ${good.gradOutput.data.length + 1} values; the input has shape`,
  },
];

test('good arguments pass, with parameters and without', () => {
  fc.assert(
    fc.property(cases({ epsilon: 'any', maxElements: 60 }), (given) => {
      expect(() => checkArguments(allOf(given))).not.toThrow();
      expect(() => checkArguments(argumentsOf(given).call)).not.toThrow();
    }),
    { seed },
  );
});

describe('a broken rule gives a RangeError with the value and the rule', () => {
  test.each(breaches)('$rule', ({ change, says }) => {
    fc.assert(
      fc.property(full, (given) => {
        const good = allOf(given);
        const bad = { ...good, ...change(good) };
        expect(() => checkArguments(bad)).toThrow(RangeError);
        expect(() => checkArguments(bad)).toThrow(says(good));
      }),
      { seed, numRuns: 30 },
    );
  });
});

test('every operation checks its arguments before it does anything', () => {
  const given = fc.sample(full, { seed, numRuns: 1 })[0]!;
  const good = allOf(given);
  for (const operation of [
    batchNormTraining,
    batchNormInference,
    batchNormTrainingGradient,
    batchNormInferenceGradient,
  ]) {
    expect(() => operation(good)).not.toThrow();
    expect(() => operation({ ...good, gamma: longer(good.gamma!) })).toThrow(/^gamma has/);
    expect(() => operation({ ...good, epsilon: -1 })).toThrow(
      'epsilon is -1; it must be finite and at least 0',
    );
  }
});
