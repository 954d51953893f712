/**
 * Which axis holds the channels, for each axis that is asked for.
 *
 * All axes have size 3, so that the parameters have the right length whatever axis is used; values, gamma and beta differ, so that
 * the axes give outputs that differ by whole units, where the bounds are some 1e-6. Rank 3, or rank 4 where rank 3 is not offered.
 */
import { inferenceBounds } from '../../../spec/bounds/inference-bounds.ts';
import { trainingBounds } from '../../../spec/bounds/training-bounds.ts';
import type { Case } from '../../../spec/contract.ts';
import { decide, type Hypothesis } from '../decide.ts';
import { type Finding, found, none, unable } from '../finding.ts';
import type { Lab } from '../lab.ts';

/** `as asked` on every axis that is offered; `fixed`: one axis whatever is asked; `other`: another axis than asked. */
export type AxisHandling = 'as asked' | 'fixed' | 'other';

const SIZE = 3;

function probe(rank: number, channelAxis: number): Case {
  const elements = SIZE ** rank;
  return {
    shape: Array<number>(rank).fill(SIZE),
    channelAxis,
    // Multiples of 1/8 without a pattern: residues of multiples of 37 modulo a prime.
    input: Float32Array.from({ length: elements }, (_, at) => (((at + 1) * 37) % 101) / 8 - 6),
    gradOutput: new Float32Array(elements),
    gamma: Float32Array.of(1, -2, 0.5),
    beta: Float32Array.of(-4, 0.5, 8),
    runningMean: Float32Array.of(-3, 0, 4),
    runningVariance: Float32Array.of(0.5, 4, 16),
    epsilon: 1,
    exponentialAverageFactor: 0.3125,
    variation: 0,
  };
}

export async function channelAxis(lab: Lab): Promise<Finding<AxisHandling>> {
  for (const rank of [3, 4]) {
    const axes = Array.from({ length: rank }, (_, axis) => axis);
    const uses: Finding<number>[] = [];
    for (const asked of axes) uses.push(await axisUsed(lab, probe(rank, asked), axes));
    if (uses.some(({ kind }) => kind !== 'unable')) return handlingOf(uses);
  }
  return unable('neither rank 3 nor rank 4 was answered for any axis');
}

async function axisUsed(lab: Lab, given: Case, axes: readonly number[]): Promise<Finding<number>> {
  const { oracle, conventions, arithmetic } = lab;
  const operation = lab.offers('training') ? 'training' : 'inference';
  const reply = await lab.call(operation, given);
  if ('unable' in reply) return unable(reply.unable);
  if ('refused' in reply) return unable(reply.refused);
  const actual = reply.result.output.data;
  const hypotheses = axes.map((channelAxis): Hypothesis<number> => {
    const other = { ...given, channelAxis };
    const expected = oracle[operation](other, conventions).output;
    const bounds =
      operation === 'training'
        ? trainingBounds(other, conventions, arithmetic).output
        : inferenceBounds(other, conventions, arithmetic);
    return { value: channelAxis, text: `axis ${channelAxis}`, predictions: [{ actual, expected, bounds }] };
  });
  return decide(hypotheses, arithmetic.largest, `axis ${given.channelAxis} asked`);
}

/** What the axes used say together, one finding for each axis asked. */
function handlingOf(uses: readonly Finding<number>[]): Finding<AxisHandling> {
  const rank = uses.length;
  const strange = uses.findIndex(({ kind }) => kind === 'none');
  if (strange >= 0) return none(`with channel axis ${strange} of rank ${rank} no axis gives the answer`);
  const known = uses.flatMap((use, asked) => (use.kind === 'found' ? [{ asked, ...use }] : []));
  const evidence = `an axis at a time of a shape [${Array(rank).fill(SIZE)}]`;
  const separation = Math.min(...known.map((one) => one.separation!));
  if (known.every(({ asked, value }) => asked === value)) {
    const offered = known.map(({ asked }) => asked).join(' and ');
    const text =
      known.length === rank ? 'as asked' : `as asked; of rank ${rank} only axis ${offered} is offered`;
    return found('as asked', text, evidence, separation);
  }
  const pairs = known.map(({ asked, value }) => `${value} for ${asked}`).join(', ');
  const fixed = known.every(({ value }) => value === known[0]!.value);
  const text = fixed ? `not as asked: always axis ${known[0]!.value}` : `not as asked: axis ${pairs}`;
  return found(fixed ? 'fixed' : 'other', `${text} of rank ${rank}`, evidence, separation);
}
