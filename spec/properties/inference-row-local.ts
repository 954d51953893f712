import { cases } from '../arbitraries/cases.ts';
import { randomFrom } from '../arbitraries/random.ts';
import { inferenceBounds } from '../bounds/inference-bounds.ts';
import type { Case } from '../contract.ts';
import { lawHolds } from '../law.ts';
import { layoutOf } from '../layout.ts';
import type { Property, Verdict } from '../property.ts';
import { all } from '../verdict.ts';

/** A row of the batch gets the same output alone as among others, and whatever the others hold. */
export const inferenceRowLocal: Property = {
  requirement: 'BN-INFER-ROW-LOCAL',
  needs: ['inference'],
  cases: cases({ gamma: 'present', beta: 'present', minElementsPerChannel: 2 }),
  check: async (given, context) => {
    const axis = rowAxisOf(given);
    const rows = given.shape[axis]!;
    const row = randomFrom(given.variation).integer(0, rows - 1);
    const positions = positionsOfRow(given, axis, row);
    const alone = rowAlone(given, axis, positions);
    const amongOthers = withOtherRows(given, positions);
    const full = await context.inference(given);
    const single = await context.inference(alone);
    const mixed = await context.inference(amongOthers);
    const bounds = inferenceBounds(given, context.conventions, context.arithmetic);
    const inRow = new Float64Array(bounds.length).fill(Number.POSITIVE_INFINITY);
    const expected = full.output.data.slice();
    positions.forEach((at, k) => {
      inRow[at] = bounds[at]!;
      expected[at] = single.output.data[k]!;
    });
    const law = `row ${row} of axis ${axis} gets the same output alone`;
    const verdicts: Verdict[] = [
      lawHolds(context, 'output', law, full.output.data, expected, [inRow, inRow]),
      lawHolds(context, 'output', `${law} and among other rows`, mixed.output.data, expected, [inRow, inRow]),
    ];
    return all(verdicts);
  },
};

/** The first axis beside the channels that has rows to tell apart; the first one where none has. */
function rowAxisOf({ shape, channelAxis }: Case): number {
  const several = shape.findIndex((size, axis) => axis !== channelAxis && size > 1);
  if (several >= 0) return several;
  return channelAxis === 0 ? 1 : 0;
}

function positionsOfRow(given: Case, axis: number, row: number): readonly number[] {
  const { inner, channels: rows } = layoutOf(given.shape, axis);
  return Array.from(given.input.keys()).filter((at) => Math.floor(at / inner) % rows === row);
}

function rowAlone(given: Case, axis: number, positions: readonly number[]): Case {
  return {
    ...given,
    shape: given.shape.with(axis, 1),
    input: Float32Array.from(positions, (at) => given.input[at]!),
    gradOutput: Float32Array.from(positions, (at) => given.gradOutput[at]!),
  };
}

function withOtherRows(given: Case, positions: readonly number[]): Case {
  const kept = new Set(positions);
  return { ...given, input: given.input.map((x, at) => (kept.has(at) ? x : (at % 7) - 3)) };
}
