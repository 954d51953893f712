import { agreement, termsOfMismatch } from '../agreement.ts';
import { cases } from '../arbitraries/cases.ts';
import { inferenceGradientBounds } from '../bounds/gradient-bounds.ts';
import type { Property, Verdict } from '../property.ts';
import { all } from '../verdict.ts';

/** In inference the running statistics are constants: no centring terms, no trace of the batch. */
export const gradientInference: Property = {
  requirement: 'BN-GRAD-INFERENCE',
  needs: ['inferenceGradient'],
  cases: cases({ gamma: 'present', beta: 'present' }),
  recorded: true,
  boundTerms: termsOfMismatch,
  check: async (given, context) => {
    const result = await context.inferenceGradient(given);
    const expected = context.oracle.inferenceGradient(given, context.conventions);
    const actual = {
      gradInput: result.gradInput.data,
      gradGamma: result.gradGamma,
      gradBeta: result.gradBeta,
    };
    const verdicts: Verdict[] = [];
    for (const quantity of ['gradInput', 'gradGamma', 'gradBeta'] as const) {
      const values = actual[quantity];
      if (values === undefined || values === null) continue;
      verdicts.push(
        agreement(context, given, `inference ${quantity}`, values, expected[quantity], (arithmetic) => {
          return inferenceGradientBounds(given, context.conventions, arithmetic)[quantity];
        }),
      );
    }
    return all(verdicts);
  },
};
