import { cases } from '../arbitraries/cases.ts';
import { randomFrom } from '../arbitraries/random.ts';
import { trainingBounds } from '../bounds/training-bounds.ts';
import { lawHolds } from '../law.ts';
import { layoutOf } from '../layout.ts';
import { onGrid } from '../on-grid.ts';
import type { Property } from '../property.ts';

const largestShifted = 2 ** 100;

/** A constant added to each channel leaves the output: the mean takes it away, and the variance does not see it. */
export const trainingShift: Property = {
  requirement: 'BN-TRAIN-SHIFT',
  needs: ['training'],
  // Where a few elements make up the variance, or none has one, a lost digit does not show.
  cases: cases({
    gamma: 'present',
    beta: 'present',
    minElementsPerChannel: 3,
    maxElements: 2000,
    moderate: true,
    valueClasses: [
      'normal',
      'graded',
      'nearEpsilon',
      'exact',
      'sparse',
      'pixels',
      'heavyTailed',
      'integers',
      'ramp',
    ],
  }),
  check: async (given, context) => {
    const { conventions, arithmetic } = context;
    const layout = layoutOf(given.shape, given.channelAxis);
    const { unit, values } = onGrid(given.input, layout, 11);
    const random = randomFrom(given.variation);
    // Up to 2^22 units: with 11 bits of data each sum has at most 23 bits and is exact.
    const shift = unit.map((u) => (u > largestShifted ? 0 : random.sign() * 2 ** random.integer(8, 22) * u));
    const shifted = values.map((x, at) => x + shift[Math.floor(at / layout.inner) % layout.channels]!);
    const base = { ...given, input: values };
    const moved = { ...given, input: shifted };
    const first = await context.training(base);
    const second = await context.training(moved);
    const law = `the output stays when ${shift[0]} is added to the first channel (and others to others)`;
    return lawHolds(context, 'output', law, second.output.data, first.output.data, [
      trainingBounds(base, conventions, arithmetic).output,
      trainingBounds(moved, conventions, arithmetic).output,
    ]);
  },
};
