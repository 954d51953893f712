import { cases } from '../arbitraries/cases.ts';
import { firstDifference } from '../compare.ts';
import type { Property } from '../property.ts';
import { failed, held } from '../verdict.ts';

/** The same training call, made twice, gives the same bits. */
export const trainingDeterministic: Property = {
  requirement: 'BN-TRAIN-DETERMINISTIC',
  needs: ['training'],
  // Sums of a few terms, or of terms that need few bits, are the same in every order.
  cases: cases({
    gamma: 'present',
    beta: 'present',
    minElementsPerChannel: 8,
    valueClasses: ['normal', 'graded', 'nearEpsilon', 'sparse', 'heavyTailed', 'ramp'],
  }),
  check: async (given, context) => {
    const first = await context.training(given);
    const second = await context.training(given);
    const at = firstDifference(first.output.data, second.output.data);
    if (at < 0) return held;
    const [a, b] = [first.output.data[at], second.output.data[at]];
    return failed(`two calls with the same arguments differ: output at ${at} was ${a}, then ${b}`);
  },
};
