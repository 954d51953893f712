/**
 * The theorem behind every verdict: no sound algorithm leaves the bounds of its class, on cases of any kind, in float32 and in the formats
 * whose arithmetic can be simulated, with fused multiply-add and without, with gradual underflow and without.
 * Here each case meets some of the algorithms; sound-algorithms.nightly.test.ts takes all, on many more cases.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeCase } from '../arbitraries/describe-case.ts';
import { finiteClasses } from '../arbitraries/value-classes.ts';
import { accuracyClasses } from './arithmetic.ts';
import { casesInFormat } from './testing/case-in-format.ts';
import { breachesOn, executions, executionsByFormat, shareOf } from './testing/executions.ts';
import { float32, simulatedFormats } from './testing/simulated-arithmetic.ts';
import { boundsOf, quantities } from './testing/worst-ratios.ts';
import { arithmeticOf } from './arithmetic.ts';
import { conventionsOf } from '../testing/paper-conventions.ts';

const seed = 20_275;

test('the executions are many, of every class, and no two have the same name', () => {
  const all = [...executions, ...[...executionsByFormat.values()].flat()];
  expect(new Set(executions.map(({ name }) => name)).size).toBe(executions.length);
  expect(executions.length).toBeGreaterThan(70);
  expect(all.length).toBeGreaterThan(350);
  for (const [name, some] of executionsByFormat) {
    const classes = accuracyClasses.filter((accuracy) => some.some((one) => one.accuracy === accuracy));
    expect(classes).toEqual(accuracyClasses.slice(name === 'float64' ? 1 : 0));
  }
});

describe('no sound algorithm leaves the bounds of its class in float32', () => {
  test.each(finiteClasses)('on channels of the class %s', (valueClass) => {
    fc.sample(casesInFormat(float32, 150, [valueClass]), { seed, numRuns: 5 }).forEach((given, k) => {
      expect(breachesOn(given, shareOf(executions, k, 8)), describeCase(given)).toEqual([]);
    });
  });

  test('on channels of mixed classes, with huge and tiny gradients and parameters and any epsilon', () => {
    fc.sample(casesInFormat(float32, 120), { seed, numRuns: 24 }).forEach((given, k) => {
      expect(breachesOn(given, shareOf(executions, k, 8)), describeCase(given)).toEqual([]);
    });
  });
});

describe.each(simulatedFormats.slice(1))(
  'no sound algorithm leaves the bounds of its class in $name',
  (format) => {
    const some = executionsByFormat.get(format.name)!;

    test('on channels of all classes', () => {
      fc.sample(casesInFormat(format, 64), { seed, numRuns: 15 }).forEach((given, k) => {
        expect(breachesOn(given, shareOf(some, k, 6)), describeCase(given)).toEqual([]);
      });
    });

    test('and most of its bounds are finite, or that would prove nothing', () => {
      const finite = new Map<string, number>();
      const sample = fc.sample(casesInFormat(format, 64), { seed, numRuns: 20 });
      for (const given of sample) {
        const bounds = boundsOf(given, conventionsOf(), arithmeticOf(format.format));
        for (const quantity of quantities) {
          if (bounds[quantity].some(Number.isFinite)) finite.set(quantity, (finite.get(quantity) ?? 0) + 1);
        }
      }
      for (const quantity of quantities)
        expect(finite.get(quantity), quantity).toBeGreaterThan(sample.length / 2);
    });
  },
);
