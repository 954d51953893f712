import * as fc from 'fast-check';
import { cases } from '../arbitraries/cases.ts';
import { randomFrom } from '../arbitraries/random.ts';
import { trainingBounds } from '../bounds/training-bounds.ts';
import type { Case, Conventions } from '../contract.ts';
import { lawHolds } from '../law.ts';
import { layoutOf } from '../layout.ts';
import type { Property } from '../property.ts';

/** Scaling the input by s, and epsilon as the variance or deviation scales, leaves the output but for its sign. */
export const trainingScale: Property = {
  requirement: 'BN-TRAIN-SCALE',
  needs: ['training'],
  // Whether epsilon is scaled as well shows where the variance is not far above it.
  cases: fc.oneof(
    {
      weight: 2,
      arbitrary: cases({
        gamma: 'present',
        beta: 'zeros',
        minElementsPerChannel: 2,
        valueClasses: ['nearEpsilon'],
      }),
    },
    { weight: 1, arbitrary: cases({ gamma: 'present', beta: 'zeros' }) },
  ),
  check: async (given, context) => {
    const { conventions, arithmetic } = context;
    const { channels } = layoutOf(given.shape, given.channelAxis);
    const base = { ...given, beta: new Float32Array(channels) };
    const random = randomFrom(given.variation);
    const sign = random.sign();
    const power = random.sign() * random.integer(2, 8);
    const wanted = [power, -power, 0].map((exponent) => sign * 2 ** exponent);
    const scaled = wanted.map((s) => scaledBy(base, s, conventions)).find((found) => found !== null)!;
    const first = await context.training(base);
    const second = await context.training(scaled.case);
    const expected = first.output.data.map((y) => Math.sign(scaled.s) * y);
    const law = `scaling the input by ${scaled.s} and epsilon to ${scaled.case.epsilon} keeps the output but for its sign`;
    return lawHolds(context, 'output', law, second.output.data, expected, [
      trainingBounds(base, conventions, arithmetic).output,
      trainingBounds(scaled.case, conventions, arithmetic).output,
    ]);
  },
};

/** The scaled case, or null where scaling by this power of two is not exact in float32 or meets the floor of epsilon. */
function scaledBy(given: Case, s: number, conventions: Conventions): { case: Case; s: number } | null {
  const input = given.input.map((x) => x * s);
  const epsilon = given.epsilon * (conventions.epsilonPlacement === 'inside' ? s * s : Math.abs(s));
  const exact = input.every(
    (x, at) => x === given.input[at]! * s && Math.abs(x) !== Number.POSITIVE_INFINITY,
  );
  const allowed = epsilon <= 1 && Math.fround(epsilon) === epsilon;
  const aboveFloor = Math.min(epsilon, given.epsilon) >= conventions.epsilonFloor;
  const same = Math.abs(s) === 1;
  return same || (exact && allowed && aboveFloor) ? { case: { ...given, input, epsilon }, s } : null;
}
