import { cases } from '../arbitraries/cases.ts';
import { randomFrom } from '../arbitraries/random.ts';
import { inferenceBounds } from '../bounds/inference-bounds.ts';
import { trainingBounds } from '../bounds/training-bounds.ts';
import type { Case } from '../contract.ts';
import { lawHolds } from '../law.ts';
import { layoutOf } from '../layout.ts';
import type { Property, Verdict } from '../property.ts';
import { all } from '../verdict.ts';

/** The rank is a way of writing: splitting or merging the axes around the channel axis changes no value. */
export const reshape: Property = {
  requirement: 'BN-RESHAPE',
  needs: [],
  cases: cases({ gamma: 'present', beta: 'present' }),
  check: async (given, context) => {
    const { conventions, arithmetic, operations } = context;
    const other = reshaped(given);
    const law = `the output is the same with shape [${other.shape.join(', ')}], channel axis ${other.channelAxis}`;
    const verdicts: Verdict[] = [];
    if (operations.includes('training')) {
      const first = await context.training(given);
      const second = await context.training(other);
      const bounds = trainingBounds(given, conventions, arithmetic).output;
      verdicts.push(
        lawHolds(context, 'output', law, second.output.data, first.output.data, [bounds, bounds]),
      );
    }
    if (operations.includes('inference')) {
      const first = await context.inference(given);
      const second = await context.inference(other);
      const bounds = inferenceBounds(given, conventions, arithmetic);
      verdicts.push(
        lawHolds(context, 'output', law, second.output.data, first.output.data, [bounds, bounds]),
      );
    }
    return all(verdicts);
  },
};

function reshaped(given: Case): Case {
  const { outer, channels, inner } = layoutOf(given.shape, given.channelAxis);
  const candidates: (readonly [readonly number[], number])[] = [
    [[outer, channels, inner], 1],
    [[outer, channels, inner, 1], 1],
    [[outer, channels, 1, inner], 1],
    [[outer, 1, channels, inner], 2],
  ];
  const factor = smallestFactor(inner);
  if (factor < inner) {
    candidates.push(
      [[outer, channels, factor, inner / factor], 1],
      [[outer, channels, 1, factor, inner / factor], 1],
      [[outer, 1, channels, factor, inner / factor], 2],
    );
  }
  if (inner === 1)
    candidates.push([[outer, channels], 1], [[1, outer, channels], 2], [[outer, 1, 1, channels], 3]);
  const others = candidates.filter(([shape]) => shape.join() !== given.shape.join());
  const [shape, channelAxis] = randomFrom(given.variation).pick(others);
  return { ...given, shape, channelAxis };
}

/** The smallest factor above 1, n itself where it is prime or below 4. */
function smallestFactor(n: number): number {
  for (let factor = 2; factor * factor <= n; factor++) if (n % factor === 0) return factor;
  return n;
}
