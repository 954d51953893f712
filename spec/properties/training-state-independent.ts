import { cases } from '../arbitraries/cases.ts';
import { randomFrom } from '../arbitraries/random.ts';
import { trainingBounds } from '../bounds/training-bounds.ts';
import type { Case } from '../contract.ts';
import { lawHolds } from '../law.ts';
import type { Property } from '../property.ts';

/** The same batch under another factor and other old running statistics gives the same training output. */
export const trainingStateIndependent: Property = {
  requirement: 'BN-TRAIN-STATE-INDEPENDENT',
  needs: ['training'],
  cases: cases({ gamma: 'present', beta: 'present', freshEvery: 4 }),
  check: async (given, context) => {
    const other = withOtherState(given);
    const first = await context.training(given);
    const second = await context.training(other);
    const { output } = trainingBounds(given, context.conventions, context.arithmetic);
    const law = 'the output is the same under another factor and other old running statistics';
    return lawHolds(context, 'output', law, second.output.data, first.output.data, [output, output]);
  },
};

function withOtherState(given: Case): Case {
  const random = randomFrom(given.variation);
  return {
    ...given,
    runningMean: given.runningMean.map((old) => Math.fround(random.integer(-50, 50) - old / 2)),
    runningVariance: given.runningVariance.map(() => random.integer(1, 64) / 4),
    exponentialAverageFactor: random.pick(
      [0, 0.125, 0.5, 0.75, 1].filter((a) => a !== given.exponentialAverageFactor),
    ),
  };
}
