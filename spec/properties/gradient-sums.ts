/**
 * In each channel, sum(gradInput) = 0 exactly, since shifting the channel changes no output; and
 * sum(gradInput z) = gamma r m Q (1 - t v r^2), which for epsilon inside the root is gamma r gradGamma epsilon/(v+epsilon).
 * If gradInput is within B, the first sum is within sum(B) and the second within sum(B |z|), plus the error of the float64 sums here.
 */
import { cases } from '../arbitraries/cases.ts';
import { channelMoments } from '../bounds/channel-moments.ts';
import { trainingGradientBounds } from '../bounds/gradient-bounds.ts';
import { finiteOrInfinite } from '../bounds/normalized.ts';
import { correctionFactor, invStdOf } from '../bounds/scale.ts';
import { centringFactor } from '../bounds/training-grad-input.ts';
import { compare } from '../compare.ts';
import type { Case, Conventions } from '../contract.ts';
import { ownRounding } from '../law.ts';
import { type Layout, layoutOf, positionOf } from '../layout.ts';
import type { Property } from '../property.ts';
import { all, judge } from '../verdict.ts';

/** The training gradient lies where the geometry of normalization puts it. */
export const gradientSums: Property = {
  requirement: 'BN-GRAD-SUMS',
  needs: ['trainingGradient'],
  cases: cases({ gamma: 'present', beta: 'present', minElementsPerChannel: 2 }),
  recorded: true,
  check: async (given, context) => {
    const { conventions, arithmetic } = context;
    const { gradInput } = await context.trainingGradient(given);
    const bounds = trainingGradientBounds(given, conventions, arithmetic).gradInput;
    const layout = layoutOf(given.shape, given.channelAxis);
    const rows = Array.from({ length: layout.channels }, (_, c) =>
      channelSums(given, layout, c, conventions, gradInput.data, bounds),
    );
    const column = (pick: (row: ChannelSums) => number) => Float64Array.from(rows, pick);
    const zeros = new Float64Array(layout.channels);
    const { largest } = arithmetic;
    return all([
      judge(
        compare(
          'sum(gradInput)',
          column((row) => row.sum),
          zeros,
          column((row) => row.sumBound),
          largest,
        ),
        'gradInput of each channel sums to 0',
      ),
      judge(
        compare(
          'sum(gradInput z)',
          column((row) => row.product),
          column((row) => row.expected),
          column((row) => row.productBound),
          largest,
        ),
        'gradInput z of each channel sums to gamma invStd gradGamma epsilon/(v+epsilon)',
      ),
    ]);
  },
};

interface ChannelSums {
  readonly sum: number;
  readonly sumBound: number;
  readonly product: number;
  readonly expected: number;
  readonly productBound: number;
}

function channelSums(
  given: Case,
  layout: Layout,
  c: number,
  conventions: Conventions,
  gradInput: ArrayLike<number>,
  bounds: Float64Array,
): ChannelSums {
  const { m } = layout;
  const moments = channelMoments(given.input, layout, c);
  const normalizing = moments.variance * correctionFactor(m, conventions.normalizingVarianceCorrection);
  const r = invStdOf(normalizing, given.epsilon, conventions);
  const t = centringFactor(moments, given.epsilon, conventions);
  const gamma = given.gamma?.[c] ?? 1;
  let sum = 0;
  let sumAbs = 0;
  let sumBound = 0;
  let product = 0;
  let productAbs = 0;
  let productBound = 0;
  let gz = 0;
  let gzAbs = 0;
  let sumAbsGradient = 0;
  for (let j = 0; j < m; j++) {
    const at = positionOf(layout, c, j);
    const z = (given.input[at]! - moments.mean) * r;
    const d = gradInput[at]!;
    sum += d;
    sumAbs += Math.abs(d);
    sumBound += bounds[at]!;
    product += d * z;
    productAbs += Math.abs(d * z);
    productBound += bounds[at]! * Math.abs(z);
    gz += given.gradOutput[at]! * z;
    gzAbs += Math.abs(given.gradOutput[at]! * z);
    sumAbsGradient += Math.abs(given.gradOutput[at]!);
  }
  const inside = conventions.epsilonPlacement === 'inside' && conventions.normalizingVarianceCorrection === 0;
  const epsilon = Math.max(given.epsilon, conventions.epsilonFloor);
  const remainder = inside ? epsilon / (moments.variance + epsilon) : 1 - t * moments.variance * r * r;
  // Every z here misses what the float64 mean lost in its last rounding.
  const dz = 2 ** -52 * Math.abs(moments.mean) * r;
  const own =
    ownRounding(m, productAbs + Math.abs(gamma * r) * gzAbs * (remainder + 1)) +
    dz * (sumAbs + Math.abs(gamma * r) * remainder * sumAbsGradient);
  return {
    sum,
    sumBound: finiteOrInfinite(sumBound + ownRounding(m, sumAbs)),
    product,
    expected: gamma * r * gz * remainder,
    productBound: finiteOrInfinite(productBound + own),
  };
}
