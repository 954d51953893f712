/**
 * Whether gamma (x - mean) r + beta is computed as it stands or folded into a x + b, and in how wide a format.
 *
 * The elements lie near 2048 and the mean is 2048 + c, all exact, so that x - mean is exact too, and a few units large. As it stands, only
 * r (6u, theorem 4 of the bounds), two products and the sum round: at most 12u |gamma z| + 2u |y|. Folded, a x and mean a are
 * rounded, which are 2048 times as large: errors of the order of 2048 u |gamma| r, different for each of 64 elements. So the form that
 * stands is left by some element, in all likelihood by nearly all; and where none leaves it, nothing was folded, or in a format
 * where it does not show. In a wider format the result is rounded once: u |y| for all 64 elements, each of which several roundings
 * would leave more often than not.
 *
 * Training: two elements a channel, mean - k and mean + k. All sums, squares included, are whole numbers below 2^24, so that every
 * algorithm finds mean and variance exactly, even one pass over squares.
 */
import { inferenceBounds } from '../../../spec/bounds/inference-bounds.ts';
import { trainingBounds } from '../../../spec/bounds/training-bounds.ts';
import { layoutOf, positionOf } from '../../../spec/layout.ts';
import type { ChannelProbe } from '../arrange.ts';
import { misfit } from '../decide.ts';
import { type Finding, found, none, unable } from '../finding.ts';
import type { Lab } from '../lab.ts';

export type OutputForm =
  /** Rounded once: nothing more can be seen of it. */
  'wider' | 'subtracts first' | 'folded';

const texts: Readonly<Record<OutputForm, string>> = {
  wider: 'in a wider format, rounded once; folded or not does not show',
  'subtracts first': 'gamma (x - mean) r + beta, as it stands',
  folded: 'folded into a x + b',
};

/** Irregular, exact in float32, between 1/2 and 3/2 in size. */
const irregular = (k: number) => Math.fround(0.5 + ((k * 0.6180339887) % 1)) * (k % 2 === 0 ? 1 : -1);

const channels: readonly ChannelProbe[] = Array.from({ length: 32 }, (_, c): ChannelProbe => {
  const mean = 2048 + c;
  const k = 1 + (c % 4);
  return {
    x: [mean - k, mean + k],
    gamma: irregular(c + 1),
    beta: irregular(c + 50) / 64,
    runningMean: mean,
    runningVariance: k * k + Math.abs(irregular(c + 100)),
  };
});

export async function outputForm(
  lab: Lab,
  operation: 'training' | 'inference',
): Promise<Finding<OutputForm>> {
  const given = lab.arrange(channels, { epsilon: 1 });
  const reply = await lab.call(operation, given);
  if ('unable' in reply) return unable(reply.unable);
  if ('refused' in reply) return unable(reply.refused);
  const actual = reply.result.output.data;
  const { oracle, conventions, arithmetic } = lab;
  const { u, largest } = arithmetic;
  const expected = oracle[operation](given, conventions).output;
  const layout = layoutOf(given.shape, given.channelAxis);
  const beta = new Float64Array(expected.length);
  channels.forEach((channel, c) => {
    for (let j = 0; j < layout.m; j++) beta[positionOf(layout, c, j)] = channel.beta!;
  });
  // The exact oracle's values are rounded to float64 once: a float64 subject that does the same has the same bits.
  const once = expected.map((y) => (lab.dtype === 'float64' ? 0 : u * Math.abs(y)));
  const asItStands = expected.map((y, at) => 12 * u * Math.abs(y - beta[at]!) + 2 * u * Math.abs(y));
  const sound =
    operation === 'training'
      ? trainingBounds(given, conventions, arithmetic).output
      : inferenceBounds(given, conventions, arithmetic);
  const fits = (bounds: Float64Array) => misfit([{ actual, expected, bounds }], largest);
  const evidence = `${operation} on 64 elements near 2048`;
  const answer = (form: OutputForm, separation: number | null) =>
    found(form, texts[form], evidence, separation);
  if (fits(once) <= 1) return answer('wider', null);
  if (fits(asItStands) <= 1) return answer('subtracts first', null);
  if (fits(sound) <= 1) return answer('folded', fits(asItStands));
  return none(`${evidence}: outside the bounds of every form`);
}
