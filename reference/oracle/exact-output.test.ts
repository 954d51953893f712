import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryCase, arbitraryConventions } from '../testing/arbitrary-case.ts';
import { createDecimalOracle } from '../decimal-oracle.ts';
import { exactInferenceOutput, exactTrainingGradInput, exactTrainingOutput } from './exact-output.ts';

const fine = createDecimalOracle({ digits: 300 });

describe('the correctly rounded results', () => {
  it('are those of 300 digits, rounded to float64 where the digits settle it', () => {
    const property = fc.property(
      arbitraryCase([0, 1, 2], [1, 2, 3], 2),
      arbitraryConventions,
      (given, conventions) => {
        expect(exactTrainingOutput(given, conventions, 'float64')).toEqual(
          fine.training(given, conventions).output,
        );
        expect(exactTrainingGradInput(given, conventions, 'float64')).toEqual(
          fine.trainingGradient(given, conventions).gradInput,
        );
        if (given.epsilon > 0) {
          expect(exactInferenceOutput(given, conventions, 'float64')).toEqual(
            fine.inference(given, conventions).output,
          );
        }
      },
    );
    fc.assert(property, { seed: 20150211, numRuns: 60 });
  });
});
