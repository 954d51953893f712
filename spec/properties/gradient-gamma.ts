import { agreement, termsOfMismatch } from '../agreement.ts';
import { cases } from '../arbitraries/cases.ts';
import { trainingGradientBounds } from '../bounds/gradient-bounds.ts';
import type { Property } from '../property.ts';
import { vacuous } from '../verdict.ts';

/** The training gradient with respect to gamma agrees with the definition. */
export const gradientGamma: Property = {
  requirement: 'BN-GRAD-GAMMA',
  needs: ['trainingGradient'],
  cases: cases({ gamma: 'present', beta: 'present' }),
  recorded: true,
  boundTerms: termsOfMismatch,
  check: async (given, context) => {
    const { gradGamma } = await context.trainingGradient(given);
    if (gradGamma === undefined || gradGamma === null) return vacuous('no gamma, no gradient of it');
    const expected = context.oracle.trainingGradient(given, context.conventions);
    return agreement(context, given, 'gradGamma', gradGamma, expected.gradGamma, (arithmetic) => {
      return trainingGradientBounds(given, context.conventions, arithmetic).gradGamma;
    });
  },
};
