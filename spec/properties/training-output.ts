import { agreement, termsOfMismatch } from '../agreement.ts';
import { cases } from '../arbitraries/cases.ts';
import { trainingBounds } from '../bounds/training-bounds.ts';
import type { Property } from '../property.ts';

/** The training output agrees with the definition, element by element. */
export const trainingOutput: Property = {
  requirement: 'BN-TRAIN-OUTPUT',
  needs: ['training'],
  cases: cases({ gamma: 'present', beta: 'present' }),
  recorded: true,
  boundTerms: termsOfMismatch,
  check: async (given, context) => {
    const { output } = await context.training(given);
    const expected = context.oracle.training(given, context.conventions);
    return agreement(context, given, 'output', output.data, expected.output, (arithmetic) => {
      return trainingBounds(given, context.conventions, arithmetic).output;
    });
  },
};
