/** The theorem of sound-algorithms.test.ts at length: every algorithm on every case, and larger cases. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cases } from '../arbitraries/cases.ts';
import { describeCase } from '../arbitraries/describe-case.ts';
import { extremeClasses, finiteClasses } from '../arbitraries/value-classes.ts';
import { breachesOn } from './testing/executions.ts';

const seeds = [1, 2, 3];

describe.each(seeds)('no sound algorithm leaves the bounds of any quantity (seed %i)', (seed) => {
  test.each(finiteClasses)('on channels of the class %s', (valueClass) => {
    const ofClass = cases({
      valueClasses: [valueClass],
      moderate: !extremeClasses.includes(valueClass),
      minElementsPerChannel: 2,
      maxElements: 400,
    });
    for (const given of fc.sample(ofClass, { seed, numRuns: 100 })) {
      expect(breachesOn(given), describeCase(given)).toEqual([]);
    }
  });

  test('on channels of mixed classes, with huge and tiny gradients and parameters and any epsilon', () => {
    const mixed = cases({ epsilon: 'any', minElementsPerChannel: 2, maxElements: 400 });
    for (const given of fc.sample(mixed, { seed, numRuns: 1500 })) {
      expect(breachesOn(given), describeCase(given)).toEqual([]);
    }
  });

  test('on channels of up to 70000 elements', () => {
    const long = cases({ shapes: fc.constantFrom(...longShapes) });
    for (const given of fc.sample(long, { seed, numRuns: 12 })) {
      expect(breachesOn(given), describeCase(given)).toEqual([]);
    }
  });
});

const longShapes = [
  { shape: [1000, 2], channelAxis: 1 },
  { shape: [3, 1, 4097], channelAxis: 1 },
  { shape: [70_000, 1], channelAxis: 1 },
];
