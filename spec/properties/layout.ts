import * as fc from 'fast-check';
import { cases } from '../arbitraries/cases.ts';
import { spreadShapes } from '../arbitraries/spread-shapes.ts';
import { inferenceBounds } from '../bounds/inference-bounds.ts';
import { trainingBounds } from '../bounds/training-bounds.ts';
import type { Case, Values } from '../contract.ts';
import { lawHolds } from '../law.ts';
import { layoutOf } from '../layout.ts';
import type { Context, Property, Verdict } from '../property.ts';
import { gathered, rearranged } from '../rearrange.ts';
import { unlessSkipped } from '../unless-skipped.ts';
import { all } from '../verdict.ts';

/** The same logical tensor, its channel axis moved to every other place: the same values, moved. */
export const layout: Property = {
  requirement: 'BN-LAYOUT',
  needs: [],
  // Where one axis beside the channels holds all elements, memory is the same for several layouts.
  cases: fc.oneof(
    { weight: 3, arbitrary: cases({ gamma: 'present', beta: 'present', shapes: spreadShapes() }) },
    { weight: 1, arbitrary: cases({ gamma: 'present', beta: 'present', minChannels: 2, maxElements: 2000 }) },
  ),
  check: async (given, context) => {
    const { conventions, arithmetic, operations } = context;
    const verdicts: Verdict[] = [];
    const others = [...given.shape.keys()].filter((axis) => axis !== given.channelAxis);
    if (operations.includes('training')) {
      const { output } = await context.training(given);
      const bounds = trainingBounds(given, conventions, arithmetic).output;
      for (const target of others) {
        const { moved, from } = withMovedAxis(given, target);
        const second = await unlessSkipped(context.training(moved));
        if (second === null) continue;
        verdicts.push(movesAlike(given, moved, from, output.data, second.output.data, bounds, context));
      }
    }
    if (operations.includes('inference')) {
      const { output } = await context.inference(given);
      const bounds = inferenceBounds(given, conventions, arithmetic);
      for (const target of others) {
        const { moved, from } = withMovedAxis(given, target);
        const second = await unlessSkipped(context.inference(moved));
        if (second === null) continue;
        verdicts.push(movesAlike(given, moved, from, output.data, second.output.data, bounds, context));
      }
    }
    if (verdicts.length === 0) return { verdict: 'skipped', reason: 'the subject has it in no other layout' };
    return all(verdicts);
  },
};

function movesAlike(
  given: Case,
  moved: Case,
  from: Uint32Array,
  first: Values,
  second: Values,
  bounds: Float64Array,
  context: Context,
): Verdict {
  const law = `moving the channel axis from ${given.channelAxis} to ${moved.channelAxis} moves the output alike`;
  const movedBounds = gathered(bounds, from);
  return lawHolds(context, 'output', law, second, gathered(first, from), [movedBounds, movedBounds]);
}

/** The case with its channel axis elsewhere, and where each of its elements came from. */
function withMovedAxis(given: Case, target: number): { moved: Case; from: Uint32Array } {
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
