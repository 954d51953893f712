import { agreement, termsOfMismatch } from '../agreement.ts';
import { cases } from '../arbitraries/cases.ts';
import { inferenceBounds } from '../bounds/inference-bounds.ts';
import type { Property } from '../property.ts';

/** The inference output agrees with the definition, element by element. */
export const inferenceOutput: Property = {
  requirement: 'BN-INFER-OUTPUT',
  needs: ['inference'],
  cases: cases({ gamma: 'present', beta: 'present' }),
  recorded: true,
  boundTerms: termsOfMismatch,
  check: async (given, context) => {
    const { output } = await context.inference(given);
    const expected = context.oracle.inference(given, context.conventions);
    return agreement(context, given, 'inferenceOutput', output.data, expected.output, (arithmetic) => {
      return inferenceBounds(given, context.conventions, arithmetic);
    });
  },
};
