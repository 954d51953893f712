/**
 * How the variance is taken.
 *
 * Two elements a channel, so that the order of sums does not matter. Two kinds of channel in one call, with p the bits of the format:
 *
 * 1. M - 1 and M + 1 with M near 2^(p-8). The variance is 1, and the mean exact. E[x^2] - E[x]^2 rounds squares of 2^(2p-16) to p bits: for
 *    float32 its variance is a multiple of 128, or 0, or negative, which is outside of what any sound algorithm may do (trainingBounds).
 * 2. c and c + h, neighbours in the format, c odd in its last place. The mean c + h/2 lies between them and is rounded to c + h:
 *
 *      two passes around that mean                        v = h^2/2    y = (-h r, 0)
 *      the rounded mean does not enter the variance:      v = h^2/4    y = (-h r, 0)
 *        a shift by a sample, a merge (Chan), a correction of the second pass
 *      Welford: the last deviation from the moved mean is 0  v = 0     y = (-h r(0), 0)
 *      a wider mean                                       v = h^2/4    y = (-h r/2, h r/2)
 *
 * h is 128, so that epsilon 1 hides nothing. All of it is exact but r and the products, 16u at most. In a folded output the second
 * kind drowns; there the variance is read where it is shown: the factor is 1, so that the running variance is the batch's.
 */
import { invStdOf } from '../../../spec/bounds/scale.ts';
import { trainingBounds } from '../../../spec/bounds/training-bounds.ts';
import type { Case, TrainingResult } from '../../../spec/contract.ts';
import { type ChannelProbe, channelOf } from '../arrange.ts';
import { decide, type Hypothesis, misfit } from '../decide.ts';
import { type Finding, found, none, unable } from '../finding.ts';
import type { Lab } from '../lab.ts';

export type VarianceAlgorithm = 'one-pass' | 'two-pass' | 'shifted' | 'Welford' | 'wider' | 'not two-pass';

const texts: Readonly<Record<VarianceAlgorithm, string>> = {
  'one-pass': 'one pass over squares, E[x^2] - E[x]^2',
  'two-pass': 'two passes, around a rounded mean',
  shifted: 'shifted, merged or corrected: the rounded mean does not enter it',
  Welford: "Welford's",
  wider: 'around a mean in a wider format or in two parts',
  'not two-pass': 'shifted, merged, corrected or wider: the rounded mean does not enter it',
};

const H = 128;

function channelsFor(bits: number): readonly ChannelProbe[] {
  const large = [1, 3, 5, 7].map((k) => 2 ** (bits - 8) + k);
  const between = [1, 5].map((k) => (2 ** (bits - 1) + k) * H);
  return [...large.map((mean) => ({ x: [mean - 1, mean + 1] })), ...between.map((c) => ({ x: [c, c + H] }))];
}

const LARGE = [0, 1, 2, 3];
const BETWEEN = [4, 5];

export async function varianceAlgorithm(lab: Lab): Promise<Finding<VarianceAlgorithm>> {
  const { settled } = lab;
  if (!settled.includes('epsilonPlacement') || !settled.includes('normalizingVarianceCorrection')) {
    return unable('how training normalizes is not known');
  }
  const channels = channelsFor(lab.dtype === 'float32' ? 24 : 53);
  const given = lab.arrange(channels, { epsilon: 1, exponentialAverageFactor: 1 });
  const reply = await lab.call('training', given);
  if ('unable' in reply) return unable(reply.unable);
  if ('refused' in reply) return unable(reply.refused);
  const evidence = 'training on pairs of neighbours far from 0';
  const outputs = channels.map((_, c) => channelOf(given, reply.result.output.data, c));
  if (!isStable(lab, given, outputs)) {
    const cancelled = LARGE.every((c) => isOfCancelledVariance(outputs[c]!));
    return cancelled
      ? found('one-pass', texts['one-pass'], evidence)
      : none(`${evidence}: no variance gives the outputs`);
  }
  const byOutput = decide(hypotheses(lab, channels, outputs), lab.arithmetic.largest, evidence);
  if (byOutput.kind === 'found') return byOutput;
  return byShownVariance(lab, reply.result) ?? byOutput;
}

/** Within the bounds of every sound algorithm on the channels of the first kind. */
function isStable(lab: Lab, given: Case, outputs: readonly (readonly number[])[]): boolean {
  const { oracle, conventions, arithmetic } = lab;
  const expected = oracle.training(given, conventions).output;
  const bounds = trainingBounds(given, conventions, arithmetic).output;
  const predictions = LARGE.map((c) => ({
    actual: Float64Array.from(outputs[c]!),
    expected: Float64Array.from(channelOf(given, expected, c)),
    bounds: Float64Array.from(channelOf(given, bounds, c)),
  }));
  return misfit(predictions, arithmetic.largest) <= 1;
}

/** -r and r for some r, as a wrong variance leaves them up to the rounding of a folded output; or NaN, of a negative one. */
function isOfCancelledVariance([first, second]: readonly number[]): boolean {
  if (Number.isNaN(first) && Number.isNaN(second)) return true;
  return second! > 0 && Math.abs(first! + second!) < second! / 2;
}

function hypotheses(
  lab: Lab,
  channels: readonly ChannelProbe[],
  outputs: readonly (readonly number[])[],
): readonly Hypothesis<VarianceAlgorithm>[] {
  const { u } = lab.arithmetic;
  // Of two elements the corrected variance is twice the biased one.
  const correction = lab.conventions.normalizingVarianceCorrection === 1 ? 2 : 1;
  const r = (variance: number) => invStdOf(correction * variance, 1, lab.conventions);
  const outputOf: readonly (readonly [VarianceAlgorithm, readonly number[]])[] = [
    ['two-pass', [-H * r((H * H) / 2), 0]],
    ['shifted', [-H * r((H * H) / 4), 0]],
    ['Welford', [-H * r(0), 0]],
    ['wider', [(-H / 2) * r((H * H) / 4), (H / 2) * r((H * H) / 4)]],
  ];
  return outputOf.map(([value, y]) => ({
    value,
    text: texts[value],
    predictions: BETWEEN.filter((c) => channels[c] !== undefined).map((c) => ({
      actual: Float64Array.from(outputs[c]!),
      expected: Float64Array.from(y),
      bounds: Float64Array.from(y, () => 16 * u * Math.abs(y[0]!)),
    })),
  }));
}

function byShownVariance(lab: Lab, result: TrainingResult): Finding<VarianceAlgorithm> | null {
  const { runningVariance, batchVariance } = result;
  const shown = batchVariance ?? runningVariance;
  if (shown === undefined) return null;
  const correction = batchVariance === undefined && lab.conventions.runningVarianceCorrection === 1 ? 2 : 1;
  const { u, largest } = lab.arithmetic;
  const variances: readonly (readonly [VarianceAlgorithm, number])[] = [
    ['two-pass', (H * H) / 2],
    ['not two-pass', (H * H) / 4],
    ['Welford', 0],
  ];
  const byVariance = variances.map(([value, variance]): Hypothesis<VarianceAlgorithm> => {
    const expected = Float64Array.from(BETWEEN, () => correction * variance);
    const actual = Float64Array.from(BETWEEN, (c) => shown[c]!);
    const bounds = expected.map(() => 16 * u * H * H);
    return { value, text: texts[value], predictions: [{ actual, expected, bounds }] };
  });
  const finding = decide(byVariance, largest, 'the variance shown for neighbours far from 0');
  return finding.kind === 'found' ? finding : null;
}
