import { agreement, termsOfMismatch } from '../agreement.ts';
import { cases } from '../arbitraries/cases.ts';
import { trainingBounds } from '../bounds/training-bounds.ts';
import type { Property, Verdict } from '../property.ts';
import { all } from '../verdict.ts';

/** Whatever batch statistics a subject shows are the ones their names promise. */
export const trainingStatistics: Property = {
  requirement: 'BN-TRAIN-STATISTICS',
  needs: ['training'],
  cases: cases({ gamma: 'present', beta: 'present' }),
  recorded: true,
  boundTerms: termsOfMismatch,
  check: async (given, context) => {
    const result = await context.training(given);
    const expected = context.oracle.training(given, context.conventions);
    const verdicts: Verdict[] = [];
    for (const quantity of ['batchMean', 'batchVariance', 'invStd'] as const) {
      const shown = result[quantity];
      if (shown === undefined) continue;
      verdicts.push(
        agreement(context, given, quantity, shown, expected[quantity], (arithmetic) => {
          return trainingBounds(given, context.conventions, arithmetic)[quantity];
        }),
      );
    }
    if (verdicts.length === 0) return { verdict: 'skipped', reason: 'the subject shows no batch statistics' };
    return all(verdicts);
  },
};
