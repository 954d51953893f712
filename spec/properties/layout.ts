import { cases } from '../arbitraries/cases.ts';
import { randomFrom } from '../arbitraries/random.ts';
import { inferenceBounds } from '../bounds/inference-bounds.ts';
import { trainingBounds } from '../bounds/training-bounds.ts';
import type { Case } from '../contract.ts';
import { lawHolds } from '../law.ts';
import { layoutOf } from '../layout.ts';
import type { Property, Verdict } from '../property.ts';
import { gathered, rearranged } from '../rearrange.ts';
import { all } from '../verdict.ts';

/** The same logical tensor, its channel axis moved: the same values, moved. */
export const layout: Property = {
  requirement: 'BN-LAYOUT',
  needs: [],
  cases: cases({ gamma: 'present', beta: 'present' }),
  check: async (given, context) => {
    const { conventions, arithmetic, operations } = context;
    const { moved, from } = withMovedAxis(given);
    const law = `moving the channel axis from ${given.channelAxis} to ${moved.channelAxis} moves the output alike`;
    const verdicts: Verdict[] = [];
    if (operations.includes('training')) {
      const first = await context.training(given);
      const second = await context.training(moved);
      const bounds = gathered(trainingBounds(given, conventions, arithmetic).output, from);
      verdicts.push(
        lawHolds(context, 'output', law, second.output.data, gathered(first.output.data, from), [
          bounds,
          bounds,
        ]),
      );
    }
    if (operations.includes('inference')) {
      const first = await context.inference(given);
      const second = await context.inference(moved);
      const bounds = gathered(inferenceBounds(given, conventions, arithmetic), from);
      verdicts.push(
        lawHolds(context, 'output', law, second.output.data, gathered(first.output.data, from), [
          bounds,
          bounds,
        ]),
      );
    }
    return all(verdicts);
  },
};

/** The case with its channel axis elsewhere, and where each of its elements came from. */
function withMovedAxis(given: Case): { moved: Case; from: Uint32Array } {
  const rank = given.shape.length;
  const step = randomFrom(given.variation).integer(1, rank - 1);
  const target = (given.channelAxis + step) % rank;
  const others = given.shape.filter((_, axis) => axis !== given.channelAxis);
  const shape = others.toSpliced(target, 0, given.shape[given.channelAxis]!);
  const old = layoutOf(given.shape, given.channelAxis);
  const next = layoutOf(shape, target);
  const from = new Uint32Array(given.input.length);
  // Both layouts list the elements of a channel in the order of the other axes, which is kept.
  for (let at = 0; at < from.length; at++) {
    const channel = Math.floor(at / next.inner) % next.channels;
    const j = Math.floor(at / (next.inner * next.channels)) * next.inner + (at % next.inner);
    const outer = Math.floor(j / old.inner);
    from[at] = (outer * old.channels + channel) * old.inner + (j - outer * old.inner);
  }
  return { moved: rearranged(given, from, shape, target), from };
}
