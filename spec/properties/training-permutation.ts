import { cases } from '../arbitraries/cases.ts';
import { randomFrom } from '../arbitraries/random.ts';
import { trainingBounds } from '../bounds/training-bounds.ts';
import { lawHolds } from '../law.ts';
import { layoutOf, positionOf } from '../layout.ts';
import type { Property, Verdict } from '../property.ts';
import { cycleOf, gathered, rearranged } from '../rearrange.ts';
import { all } from '../verdict.ts';

/** Which element of a channel comes first matters to nobody: outputs follow their inputs, statistics stay. */
export const trainingPermutation: Property = {
  requirement: 'BN-TRAIN-PERMUTATION',
  needs: ['training'],
  cases: cases({ gamma: 'present', beta: 'present', minElementsPerChannel: 5 }),
  check: async (given, context) => {
    const { conventions, arithmetic } = context;
    const layout = layoutOf(given.shape, given.channelAxis);
    const order = cycleOf(layout.m, randomFrom(given.variation));
    const from = new Uint32Array(given.input.length);
    for (let c = 0; c < layout.channels; c++) {
      for (let j = 0; j < layout.m; j++) from[positionOf(layout, c, j)] = positionOf(layout, c, order[j]!);
    }
    const first = await context.training(given);
    const second = await context.training(rearranged(given, from));
    const bounds = trainingBounds(given, conventions, arithmetic);
    const moved = gathered(bounds.output, from);
    const law = 'permuting the elements of each channel permutes the output alike';
    const verdicts: Verdict[] = [
      lawHolds(context, 'output', law, second.output.data, gathered(first.output.data, from), [moved, moved]),
    ];
    for (const quantity of ['runningMean', 'runningVariance'] as const) {
      const [a, b] = [first[quantity], second[quantity]];
      if (a === undefined || b === undefined) continue;
      const stays = `permuting the elements of each channel leaves ${quantity}`;
      verdicts.push(lawHolds(context, quantity, stays, b, a, [bounds[quantity], bounds[quantity]]));
    }
    return all(verdicts);
  },
};
