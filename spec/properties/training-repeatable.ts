import { cases } from '../arbitraries/cases.ts';
import { trainingBounds } from '../bounds/training-bounds.ts';
import { lawHolds } from '../law.ts';
import type { Property, Verdict } from '../property.ts';
import { all } from '../verdict.ts';

/** The same training call, made twice, gives the same results within their bounds. */
export const trainingRepeatable: Property = {
  requirement: 'BN-TRAIN-REPEATABLE',
  needs: ['training'],
  cases: cases({ gamma: 'present', beta: 'present', freshEvery: 4 }),
  check: async (given, context) => {
    const first = await context.training(given);
    const second = await context.training(given);
    const bounds = trainingBounds(given, context.conventions, context.arithmetic);
    const law = 'a second call with the same arguments gives the same';
    const verdicts: Verdict[] = [
      lawHolds(context, 'output', law, second.output.data, first.output.data, [bounds.output, bounds.output]),
    ];
    for (const quantity of ['runningMean', 'runningVariance'] as const) {
      const [a, b] = [first[quantity], second[quantity]];
      if (a === undefined || b === undefined) continue;
      verdicts.push(lawHolds(context, quantity, law, b, a, [bounds[quantity], bounds[quantity]]));
    }
    return all(verdicts);
  },
};
