import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cases } from '../../spec/arbitraries/cases.ts';
import { gradingCases } from '../../spec/arbitraries/grading-cases.ts';
import { allKernels } from './testing/all-kernels.ts';
import { outsideForward } from './testing/outside-forward.ts';
import { caseOf } from './wasm/testing/random-case.ts';

const seed = 4001;

test('generated cases of up to 5000 elements stay within the class forward', () => {
  for (const given of fc.sample(cases({ epsilon: 'any', maxElements: 5000 }), { seed, numRuns: 3000 })) {
    expect(outsideForward(given, allKernels)).toEqual([]);
  }
});

test('and long channels of every conditioning', () => {
  for (const given of gradingCases()) expect(outsideForward(given, allKernels)).toEqual([]);
});

test('and every size from 0 to 130 of every dimension, beside sizes that end in tails', () => {
  const others = fc.sample(fc.tuple(fc.integer({ min: 1, max: 19 }), fc.integer({ min: 1, max: 19 })), {
    seed,
    numRuns: 3,
  });
  for (const [a, b] of others) {
    for (let size = 0; size <= 130; size++) {
      const shapes = [
        [size, a, b],
        [a, size, b],
        [a, b, size],
      ];
      for (const shape of shapes) {
        for (const channelAxis of [0, 1, 2]) {
          expect(outsideForward(caseOf(shape, channelAxis, size), allKernels)).toEqual([]);
        }
      }
    }
  }
});
