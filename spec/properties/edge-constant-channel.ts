import { constantChannels } from '../arbitraries/special.ts';
import { trainingGradientBounds } from '../bounds/gradient-bounds.ts';
import { trainingBounds } from '../bounds/training-bounds.ts';
import { compare } from '../compare.ts';
import type { Property, Verdict } from '../property.ts';
import { all, judge } from '../verdict.ts';

/** Constant channels, in training and in the gradient: nothing is divided by their variance. */
export const edgeConstantChannel: Property = {
  requirement: 'BN-EDGE-CONSTANT-CHANNEL',
  needs: ['training'],
  cases: constantChannels({ gamma: 'present', beta: 'present' }),
  check: async (given, context) => {
    const { conventions, arithmetic, oracle } = context;
    const { output } = await context.training(given);
    const expected = oracle.training(given, conventions).output;
    const bounds = trainingBounds(given, conventions, arithmetic).output;
    const verdicts: Verdict[] = [
      judge(
        compare('output', output.data, expected, bounds, arithmetic.largest),
        'a constant channel gives beta',
      ),
    ];
    if (context.operations.includes('trainingGradient')) {
      const { gradInput } = await context.trainingGradient(given);
      const gradient = oracle.trainingGradient(given, conventions).gradInput;
      const gradientBounds = trainingGradientBounds(given, conventions, arithmetic).gradInput;
      const law = 'the gradient of a constant channel is gamma (g - mean(g)) / sqrt(epsilon)';
      verdicts.push(
        judge(compare('gradInput', gradInput.data, gradient, gradientBounds, arithmetic.largest), law),
      );
    }
    return all(verdicts);
  },
};
