import { agreement, termsOfMismatch } from '../agreement.ts';
import { cases } from '../arbitraries/cases.ts';
import { trainingGradientBounds } from '../bounds/gradient-bounds.ts';
import type { Property } from '../property.ts';
import { vacuous } from '../verdict.ts';

/** The training gradient with respect to beta is the sum of gradOutput. */
export const gradientBeta: Property = {
  requirement: 'BN-GRAD-BETA',
  needs: ['trainingGradient'],
  cases: cases({ gamma: 'present', beta: 'present' }),
  recorded: true,
  boundTerms: termsOfMismatch,
  check: async (given, context) => {
    const { gradBeta } = await context.trainingGradient(given);
    if (gradBeta === undefined || gradBeta === null) return vacuous('no beta, no gradient of it');
    const expected = context.oracle.trainingGradient(given, context.conventions);
    return agreement(context, given, 'gradBeta', gradBeta, expected.gradBeta, (arithmetic) => {
      return trainingGradientBounds(given, context.conventions, arithmetic).gradBeta;
    });
  },
};
