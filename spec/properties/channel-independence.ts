import * as fc from 'fast-check';
import { cases } from '../arbitraries/cases.ts';
import { randomFrom } from '../arbitraries/random.ts';
import { trainingBounds } from '../bounds/training-bounds.ts';
import { lawHolds } from '../law.ts';
import { layoutOf } from '../layout.ts';
import type { Property } from '../property.ts';
import { vacuous } from '../verdict.ts';

/** What happens in one channel stays there. */
export const channelIndependence: Property = {
  requirement: 'BN-CHANNEL-INDEPENDENCE',
  needs: ['training'],
  // Blocks of channels mix up channels that are far apart.
  cases: fc.oneof(
    { weight: 3, arbitrary: cases({ gamma: 'present', beta: 'present', minChannels: 2 }) },
    { weight: 1, arbitrary: cases({ gamma: 'present', beta: 'present', minChannels: 20, maxElements: 400 }) },
  ),
  check: async (given, context) => {
    const { channels, inner } = layoutOf(given.shape, given.channelAxis);
    if (channels < 2) return vacuous('one channel');
    const random = randomFrom(given.variation);
    const changed = random.integer(0, channels - 1);
    const isChanged = (at: number) => Math.floor(at / inner) % channels === changed;
    const input = given.input.map((x, at) => (isChanged(at) ? random.integer(-4000, 4000) / 8 : x));
    const first = await context.training(given);
    const second = await context.training({ ...given, input });
    const { output } = trainingBounds(given, context.conventions, context.arithmetic);
    const others = output.map((bound, at) => (isChanged(at) ? Number.POSITIVE_INFINITY : bound));
    const law = `changing channel ${changed} leaves the output of the other channels`;
    return lawHolds(context, 'output', law, second.output.data, first.output.data, [others, others]);
  },
};
