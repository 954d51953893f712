import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cases } from './arbitraries/cases.ts';
import type { Case, Request } from './contract.ts';
import { caseInHalf, outsideHalf } from './half-cases.ts';
import { areHalf } from './half-formats.ts';

const halves = fc.constantFrom('float16' as const, 'bfloat16' as const);

function requestOf({ shape, input, gradOutput, ...given }: Case): Request {
  return {
    ...given,
    operation: 'trainingGradient',
    input: { shape, data: input },
    gradOutput: { shape, data: gradOutput },
  };
}

test('every number of a case is one of the format, and a case of the format stays as it is', () => {
  fc.assert(
    fc.property(cases({ maxElements: 200 }), halves, (given, dtype) => {
      const fitted = caseInHalf(given, dtype);
      const { input, gradOutput, gamma, beta, runningMean, runningVariance } = fitted;
      for (const values of [input, gradOutput, gamma ?? [], beta ?? [], runningMean, runningVariance]) {
        expect(areHalf(values, dtype)).toBe(true);
      }
      expect(areHalf([fitted.epsilon, fitted.exponentialAverageFactor], dtype)).toBe(true);
      expect(caseInHalf(fitted, dtype)).toEqual(fitted);
    }),
    { seed: 1, numRuns: 100 },
  );
});

test('a case of the format can be asked for, and one with a number between two of the format cannot', () => {
  fc.assert(
    fc.property(
      cases({ minElementsPerChannel: 2, maxElements: 200 }),
      halves,
      fc.nat(),
      (given, dtype, at) => {
        const fitted = caseInHalf(given, dtype);
        expect(outsideHalf(requestOf(fitted), dtype)).toBeNull();
        const input = fitted.input.with(at % fitted.input.length, 1 + 2 ** -12);
        expect(outsideHalf(requestOf({ ...fitted, input }), dtype)).toContain(`no number of ${dtype}`);
      },
    ),
    { seed: 2, numRuns: 100 },
  );
});
