import type { Case, Conventions, Dtype, ExpectedGradient, Oracle } from '../spec/contract.ts';
import { layoutOf } from '../spec/layout.ts';
import { writeChannel } from './channel.ts';
import {
  type FastChannel,
  type FastResults,
  fastChannelInRange,
  fastChannelOf,
} from './double-word/fast-channel.ts';
import { fastInference, fastInferenceGradient } from './double-word/fast-inference.ts';
import { fastTraining } from './double-word/fast-training.ts';
import { fastTrainingGradient } from './double-word/fast-training-gradient.ts';
import { type Settled, settledIn } from './double-word/settled.ts';
import { type DecimalChannel, decimalChannel, positionsByChannel } from './oracle/decimal-case.ts';
import {
  type ExactChannel,
  exactInferenceChannel,
  exactInferenceGradientChannel,
  exactTrainingChannel,
  exactTrainingGradientChannel,
  type GradientStatistic,
} from './oracle/exact-channel.ts';

/** How many values an oracle has given, and how many of these the fast path left to exact arithmetic. */
export interface OracleStatistics {
  readonly values: number;
  readonly fallbacks: number;
}

export interface ExactOracle extends Oracle {
  readonly statistics: () => OracleStatistics;
}

/**
 * An oracle whose every value is the number of `dtype` (float64 unless told otherwise) nearest to the exact result, ties to
 * even, for any finite float32 or float64 inputs, any epsilon >= 0 and all conventions; zeros come out as +0. Special
 * values are those of the other oracles.
 *
 * Each channel is first computed in double words (double-word/), where every quantity carries a proved bound of its error.
 * Where all numbers within this bound round to one number of the format, that is the result (Ziv's test). The errors are
 * a few times 2^-100 of the terms of a result, so that only about one value in 2^40 is left undecided by chance, and
 * otherwise those that are ties, or 0 by cancellation, or extremely small beside their terms. These, and channels with
 * numbers outside 2^-150 .. 2^130, are decided in exact arithmetic (oracle/), value by value.
 *
 * The proof is in the files it is about: double-word.ts (one operation), ball.ts (bounds of a number), ball-sum.ts and
 * elements.ts (sums and deviations), affine.ts and projected.ts (outputs and gradients), in-range.ts (overflow and
 * underflow), settled.ts (rounding), and for what is left oracle/surd.ts and oracle/correct-rounding.ts.
 */
export function createExactOracle(options: { readonly dtype?: Dtype } = {}): ExactOracle {
  const dtype = options.dtype ?? 'float64';
  const settled = settledIn(dtype);
  const count = { values: 0, fallbacks: 0 };

  /** The results of one operation: a tensor, and vectors with one entry per channel. */
  const compute = <Statistic extends string>(
    given: Case,
    conventions: Conventions,
    names: readonly Statistic[],
    fast: (channel: FastChannel, conventions: Conventions, settled: Settled) => FastResults<Statistic>,
    exact: (channel: DecimalChannel, conventions: Conventions, dtype: Dtype) => ExactChannel<Statistic>,
  ) => {
    const layout = layoutOf(given.shape, given.channelAxis);
    const tensor = new Float64Array(given.input.length);
    const vectors = Object.fromEntries(
      names.map((name) => [name, new Float64Array(layout.channels)]),
    ) as Record<Statistic, Float64Array>;
    const positions = onceOnly(() => positionsByChannel(given.shape, given.channelAxis));

    for (let c = 0; c < layout.channels; c++) {
      const channel = fastChannelOf(given, conventions, c);
      const results = fastChannelInRange(channel) ? fast(channel, conventions, settled) : null;
      const fallback = onceOnly(() =>
        exact(decimalChannel(given, conventions, c, positions()[c]!), conventions, dtype),
      );
      /** The value, or the exact one where it is NaN: not decided. */
      const decided = (value: number, exactValue: () => number) => {
        count.values++;
        if (!Number.isNaN(value)) return value;
        count.fallbacks++;
        return exactValue();
      };
      const elements = results?.elements ?? new Float64Array(layout.m).fill(Number.NaN);
      for (let j = 0; j < layout.m; j++) {
        elements[j] = decided(elements[j]!, () => fallback().element(j));
      }
      writeChannel(elements, layout, c, tensor);
      for (const name of names) {
        vectors[name][c] = decided(results?.statistics[name] ?? Number.NaN, () => fallback().statistic(name));
      }
    }
    return { tensor, vectors };
  };

  const gradient = (result: {
    tensor: Float64Array;
    vectors: Record<GradientStatistic, Float64Array>;
  }): ExpectedGradient => ({ gradInput: result.tensor, ...result.vectors });

  return {
    name: `exact oracle (${dtype})`,
    training: (given, conventions) => {
      const names = ['batchMean', 'batchVariance', 'invStd', 'runningMean', 'runningVariance'] as const;
      const { tensor, vectors } = compute(given, conventions, names, fastTraining, exactTrainingChannel);
      return { output: tensor, ...vectors };
    },
    inference: (given, conventions) => ({
      output: compute(given, conventions, [], fastInference, exactInferenceChannel).tensor,
    }),
    trainingGradient: (given, conventions) =>
      gradient(
        compute(
          given,
          conventions,
          ['gradGamma', 'gradBeta'],
          fastTrainingGradient,
          exactTrainingGradientChannel,
        ),
      ),
    inferenceGradient: (given, conventions) =>
      gradient(
        compute(
          given,
          conventions,
          ['gradGamma', 'gradBeta'],
          fastInferenceGradient,
          exactInferenceGradientChannel,
        ),
      ),
    statistics: () => ({ ...count }),
  };
}

function onceOnly<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
