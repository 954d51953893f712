import { agreement, termsOfMismatch } from '../agreement.ts';
import { cases } from '../arbitraries/cases.ts';
import { trainingBounds } from '../bounds/training-bounds.ts';
import type { Property } from '../property.ts';

/** Training moves the running variance by the weight of the new batch. */
export const trainingRunningVariance: Property = {
  requirement: 'BN-TRAIN-RUNNING-VARIANCE',
  needs: ['training'],
  cases: cases({ gamma: 'present', beta: 'present' }),
  recorded: true,
  boundTerms: termsOfMismatch,
  check: async (given, context) => {
    const { runningVariance } = await context.training(given);
    if (runningVariance === undefined)
      return { verdict: 'skipped', reason: 'the subject shows no running variance' };
    const expected = context.oracle.training(given, context.conventions);
    return agreement(
      context,
      given,
      'runningVariance',
      runningVariance,
      expected.runningVariance,
      (arithmetic) => {
        return trainingBounds(given, context.conventions, arithmetic).runningVariance;
      },
    );
  },
};
