import { agreement, termsOfMismatch } from '../agreement.ts';
import { cases } from '../arbitraries/cases.ts';
import { trainingBounds } from '../bounds/training-bounds.ts';
import type { Property } from '../property.ts';

/** Training moves the running mean by the weight of the new batch. */
export const trainingRunningMean: Property = {
  requirement: 'BN-TRAIN-RUNNING-MEAN',
  needs: ['training'],
  cases: cases({ gamma: 'present', beta: 'present' }),
  recorded: true,
  boundTerms: termsOfMismatch,
  check: async (given, context) => {
    const { runningMean } = await context.training(given);
    if (runningMean === undefined) return { verdict: 'skipped', reason: 'the subject shows no running mean' };
    const expected = context.oracle.training(given, context.conventions);
    return agreement(context, given, 'runningMean', runningMean, expected.runningMean, (arithmetic) => {
      return trainingBounds(given, context.conventions, arithmetic).runningMean;
    });
  },
};
