import { describe, expect, it } from 'vitest';
import type { Case } from '../contract.ts';
import { layoutOf } from '../layout.ts';
import { conditioning, describeCase } from './describe-case.ts';

const given: Case = {
  shape: [2, 2],
  channelAxis: 1,
  input: Float32Array.of(-1, 1000, 1, 1002),
  gradOutput: new Float32Array(4),
  gamma: null,
  beta: Float32Array.of(1, 2),
  runningMean: new Float32Array(2),
  runningVariance: new Float32Array(2),
  epsilon: Math.fround(1e-5),
  exponentialAverageFactor: 0.5,
  variation: 0,
};

describe('describeCase', () => {
  it('tells shape, axis, m, parameters, epsilon, conditioning and range in one line', () => {
    expect(describeCase(given)).toBe(
      'shape [2, 2], channel axis 1, m 2, gamma absent, beta given, epsilon 1.00e-5, kappa 1 to 1000, ' +
        'input -1 to 1000',
    );
  });

  it('works for constant channels, NaN and empty batches', () => {
    expect(describeCase({ ...given, input: new Float32Array(4) })).toContain('kappa Infinity, input 0');
    expect(describeCase({ ...given, input: Float32Array.of(1, 2, Number.NaN, 4) })).toContain('input NaN');
    expect(describeCase({ ...given, shape: [0, 2], input: new Float32Array(0) })).toContain('m 0');
    expect(describeCase({ ...given, shape: [0, 2], input: new Float32Array(0) })).toContain('input none');
  });
});

describe('conditioning', () => {
  it('is mean|x| over sigma of each channel', () => {
    expect(conditioning(layoutOf([2, 2], 1), given.input)).toEqual([1, 1001]);
    expect(conditioning(layoutOf([2, 2], 0), Float32Array.of(3, 3, 1, Number.NaN))).toEqual([
      Number.POSITIVE_INFINITY,
      Number.NaN,
    ]);
  });
});
