import { agreement, termsOfMismatch } from '../agreement.ts';
import { cases } from '../arbitraries/cases.ts';
import { trainingGradientBounds } from '../bounds/gradient-bounds.ts';
import type { Property } from '../property.ts';

/** The training gradient with respect to the input agrees with the definition. */
export const gradientInput: Property = {
  requirement: 'BN-GRAD-INPUT',
  needs: ['trainingGradient'],
  cases: cases({ gamma: 'present', beta: 'present' }),
  recorded: true,
  boundTerms: termsOfMismatch,
  check: async (given, context) => {
    const { gradInput } = await context.trainingGradient(given);
    const expected = context.oracle.trainingGradient(given, context.conventions);
    return agreement(context, given, 'gradInput', gradInput.data, expected.gradInput, (arithmetic) => {
      return trainingGradientBounds(given, context.conventions, arithmetic).gradInput;
    });
  },
};
