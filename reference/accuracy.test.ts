import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case, Conventions } from '../spec/contract.ts';
import {
  inferenceAccuracy,
  inferenceGradientAccuracy,
  trainingAccuracy,
  trainingGradientAccuracy,
} from './accuracy.ts';
import { arbitraryCase, arbitraryConventions } from './testing/arbitrary-case.ts';
import { referenceOracle } from './batch-norm.ts';
import { createDecimalOracle } from './decimal-oracle.ts';

const oracle = createDecimalOracle();

type Check = (given: Case, conventions: Conventions) => void;

const withoutAffine = (given: Case): Case => ({ ...given, gamma: null, beta: null });

const checks: readonly (readonly [string, Check])[] = [
  [
    'training',
    (given, conventions) => {
      const exact = oracle.training(given, conventions);
      const normalized = oracle.training(withoutAffine(given), conventions);
      const bounds = trainingAccuracy(given, conventions, exact, normalized);
      expectWithin(referenceOracle.training(given, conventions), exact, bounds);
    },
  ],
  [
    'inference',
    (given, conventions) => {
      const exact = oracle.inference(given, conventions);
      const normalized = oracle.inference(withoutAffine(given), conventions);
      const bounds = inferenceAccuracy(given, exact, normalized);
      expectWithin(referenceOracle.inference(given, conventions), exact, bounds);
    },
  ],
  [
    'trainingGradient',
    (given, conventions) => {
      const exact = oracle.trainingGradient(given, conventions);
      const normalized = oracle.training(withoutAffine(given), conventions);
      const bounds = trainingGradientAccuracy(given, conventions, exact, normalized);
      expectWithin(referenceOracle.trainingGradient(given, conventions), exact, bounds);
    },
  ],
  [
    'inferenceGradient',
    (given, conventions) => {
      const exact = oracle.inferenceGradient(given, conventions);
      const normalized = oracle.inference(withoutAffine(given), conventions);
      const bounds = inferenceGradientAccuracy(given, exact, normalized);
      expectWithin(referenceOracle.inferenceGradient(given, conventions), exact, bounds);
    },
  ],
];

/** Every value within its bound of the exact one, and the same NaN and infinities. */
function expectWithin<T extends object>(actual: T, exact: T, bounds: T): void {
  for (const name of Object.keys(exact) as (keyof T & string)[]) {
    const [results, values, limits] = [actual[name], exact[name], bounds[name]] as Float64Array[];
    expect(results!.length, name).toBe(values!.length);
    values!.forEach((value, position) => {
      const result = results![position]!;
      const within = Math.abs(result - value) <= limits![position]!;
      if (!within && !Object.is(result, value)) {
        expect.fail(`${name}[${position}] is ${result}, not ${value}; bound ${limits![position]}`);
      }
    });
  }
}

describe('the float64 reference stays within its stated distance from the decimal oracle', () => {
  it.each(checks)('in %s, for small channels', (_, check) => {
    const cases = arbitraryCase([1, 2, 3], [1, 2, 4]);
    fc.assert(fc.property(cases, arbitraryConventions, check), { seed: 20150211, numRuns: 375 });
  });

  it.each(checks)('in %s, for large channels', (_, check) => {
    const cases = arbitraryCase([1, 2], [1000], 1);
    const parameters = { seed: 20150211, numRuns: 2, endOnFailure: true };
    fc.assert(fc.property(cases, arbitraryConventions, check), parameters);
  });
});
