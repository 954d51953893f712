/**
 * With gamma ones and beta zeros the output is z, whose exact mean is 0 and whose exact variance is v' = v r^2. If each element is
 * within B of z, the mean of the output is within mean(B) of 0, and its variance within mean(2 |z| B + B^2) + mean(B)^2 of v'.
 * The sums here are float64: (m + 8) 2^-52 of what they add.
 */
import { cases } from '../arbitraries/cases.ts';
import { channelMoments } from '../bounds/channel-moments.ts';
import { finiteOrInfinite } from '../bounds/normalized.ts';
import { correctionFactor, invStdOf } from '../bounds/scale.ts';
import { trainingBounds } from '../bounds/training-bounds.ts';
import { compare } from '../compare.ts';
import type { Case } from '../contract.ts';
import { layoutOf, positionOf } from '../layout.ts';
import type { Property } from '../property.ts';
import { all, judge } from '../verdict.ts';

/** Normalization does what its name says: mean 0 and variance v/(v+epsilon), by the conventions. */
export const trainingMoments: Property = {
  requirement: 'BN-TRAIN-MOMENTS',
  needs: ['training'],
  cases: cases({ gamma: 'present', beta: 'present', minElementsPerChannel: 2 }),
  recorded: true,
  check: async (given, context) => {
    const layout = layoutOf(given.shape, given.channelAxis);
    const { m, channels } = layout;
    const plain: Case = {
      ...given,
      gamma: new Float32Array(channels).fill(1),
      beta: new Float32Array(channels),
    };
    const { conventions, arithmetic } = context;
    const { output } = await context.training(plain);
    const bounds = trainingBounds(plain, conventions, arithmetic).output;
    const own = (m + 8) * 2 ** -52;
    const perChannel = () => new Float64Array(channels);
    const means = { actual: perChannel(), expected: perChannel(), bound: perChannel() };
    const variances = { actual: perChannel(), expected: perChannel(), bound: perChannel() };
    for (let c = 0; c < channels; c++) {
      const moments = channelMoments(plain.input, layout, c);
      const normalizing = moments.variance * correctionFactor(m, conventions.normalizingVarianceCorrection);
      const r = invStdOf(normalizing, plain.epsilon, conventions);
      let sum = 0;
      let sumAbs = 0;
      let sumBound = 0;
      let spread = 0;
      for (let j = 0; j < m; j++) {
        const at = positionOf(layout, c, j);
        const bound = bounds[at]!;
        sum += output.data[at]!;
        sumAbs += Math.abs(output.data[at]!);
        sumBound += bound;
        spread += 2 * Math.abs((plain.input[at]! - moments.mean) * r) * bound + bound * bound;
      }
      const mean = sum / m;
      let squares = 0;
      for (let j = 0; j < m; j++) squares += (output.data[positionOf(layout, c, j)]! - mean) ** 2;
      means.actual[c] = mean;
      means.bound[c] = finiteOrInfinite((sumBound + own * sumAbs) / m);
      variances.actual[c] = squares / m;
      variances.expected[c] = moments.variance * r * r;
      variances.bound[c] = finiteOrInfinite(
        spread / m + (sumBound / m) ** 2 + (2 * own * (sumAbs + squares)) / m + own,
      );
    }
    const { largest } = arithmetic;
    const mean = compare('output mean', means.actual, means.expected, means.bound, largest);
    const variance = compare(
      'output variance',
      variances.actual,
      variances.expected,
      variances.bound,
      largest,
    );
    return all([
      judge(mean, 'the output of each channel has mean 0'),
      judge(variance, 'the output of each channel has variance v/(v+epsilon)'),
    ]);
  },
};
