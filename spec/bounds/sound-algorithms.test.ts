/**
 * The theorem behind every verdict: no sound float32 algorithm leaves the bounds of the sequential class, on cases of any kind.
 * Here each case meets a quarter of the algorithms; sound-algorithms.nightly.test.ts takes all, on many more cases.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cases } from '../arbitraries/cases.ts';
import { describeCase } from '../arbitraries/describe-case.ts';
import { extremeClasses, finiteClasses } from '../arbitraries/value-classes.ts';
import { breachesOn, executions, quarter } from './testing/executions.ts';

const seed = 20_275;

test('the executions are many, and no two have the same name', () => {
  const names = executions.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThan(40);
});

describe('no sound algorithm leaves the bounds of any quantity', () => {
  test.each(finiteClasses)('on channels of the class %s', (valueClass) => {
    const ofClass = cases({
      valueClasses: [valueClass],
      moderate: !extremeClasses.includes(valueClass),
      minElementsPerChannel: 2,
      maxElements: 150,
    });
    fc.sample(ofClass, { seed, numRuns: 10 }).forEach((given, k) => {
      expect(breachesOn(given, quarter(k)), describeCase(given)).toEqual([]);
    });
  });

  test('on channels of mixed classes, with huge and tiny gradients and parameters and any epsilon', () => {
    const mixed = cases({ epsilon: 'any', minElementsPerChannel: 2, maxElements: 120 });
    fc.sample(mixed, { seed, numRuns: 40 }).forEach((given, k) => {
      expect(breachesOn(given, quarter(k)), describeCase(given)).toEqual([]);
    });
  });
});
