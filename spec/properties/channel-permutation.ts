import { cases } from '../arbitraries/cases.ts';
import { randomFrom } from '../arbitraries/random.ts';
import { trainingBounds } from '../bounds/training-bounds.ts';
import type { Case } from '../contract.ts';
import { lawHolds } from '../law.ts';
import { layoutOf, positionOf } from '../layout.ts';
import type { Property, Verdict } from '../property.ts';
import { cycleOf, gathered, rearranged } from '../rearrange.ts';
import { all, vacuous } from '../verdict.ts';

/** Channels are treated alike wherever they stand: permuting them permutes every result. */
export const channelPermutation: Property = {
  requirement: 'BN-CHANNEL-PERMUTATION',
  needs: ['training'],
  cases: cases({ gamma: 'present', beta: 'present', minChannels: 2 }),
  check: async (given, context) => {
    const { conventions, arithmetic } = context;
    const layout = layoutOf(given.shape, given.channelAxis);
    if (layout.channels < 2) return vacuous('one channel');
    const order = cycleOf(layout.channels, randomFrom(given.variation));
    const from = new Uint32Array(given.input.length);
    for (let c = 0; c < layout.channels; c++) {
      for (let j = 0; j < layout.m; j++) from[positionOf(layout, c, j)] = positionOf(layout, order[c]!, j);
    }
    const first = await context.training(given);
    const second = await context.training(withVectors(rearranged(given, from), order));
    const bounds = trainingBounds(given, conventions, arithmetic);
    const moved = gathered(bounds.output, from);
    const law = 'permuting the channels permutes the results alike';
    const verdicts: Verdict[] = [
      lawHolds(context, 'output', law, second.output.data, gathered(first.output.data, from), [moved, moved]),
    ];
    for (const quantity of ['runningMean', 'runningVariance'] as const) {
      const [a, b] = [first[quantity], second[quantity]];
      if (a === undefined || b === undefined) continue;
      const movedBound = gathered(bounds[quantity], order);
      verdicts.push(lawHolds(context, quantity, law, b, gathered(a, order), [movedBound, movedBound]));
    }
    return all(verdicts);
  },
};

function withVectors(given: Case, order: readonly number[]): Case {
  return {
    ...given,
    gamma: given.gamma === null ? null : gathered(given.gamma, order),
    beta: given.beta === null ? null : gathered(given.beta, order),
    runningMean: gathered(given.runningMean, order),
    runningVariance: gathered(given.runningVariance, order),
  };
}
