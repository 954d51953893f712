import { layoutOf } from '../../../spec/layout.ts';
import { defineVariant, type Variant } from '../skeleton/define-variant.ts';
import { float32Steps as sound } from '../skeleton/float32-steps.ts';
import type { Channel, Statistics } from '../skeleton/steps.ts';

/** Steps that take the statistics of a channel once for each key. */
const cachedBy = (keyOf: (channel: Channel) => string) => () => {
  const cache = new Map<string, Statistics>();
  return {
    batchStatistics: (channel: Channel, steps: typeof sound) => {
      const key = keyOf(channel);
      const statistics = cache.get(key) ?? sound.batchStatistics(channel, steps);
      cache.set(key, statistics);
      return statistics;
    },
  };
};

/** Faults that show only in a later call: what the process remembers. */
export const cacheFaults: readonly Variant[] = [
  defineVariant({
    id: 'axes-cached-from-first-call',
    kind: 'faulty',
    symptom: 'The channel axis of the first call is used in all later ones.',
    breaks: 'BN-CALL-HISTORY',
    evidence: 'ml-explore/mlx at 019a855',
    create: () => {
      let axis: number | undefined;
      return {
        layoutOf: (shape, channelAxis) => {
          axis ??= channelAxis;
          return layoutOf(shape, Math.min(axis, shape.length - 1));
        },
      };
    },
  }),
  defineVariant({
    id: 'epsilon-cached-from-first-call',
    kind: 'faulty',
    symptom: 'The epsilon of the first call is used in all later ones.',
    breaks: 'BN-CALL-HISTORY',
    create: () => {
      let first: number | undefined;
      return {
        invStd: (variance, epsilon, steps) => {
          first ??= epsilon;
          return sound.invStd(variance, first, steps);
        },
      };
    },
  }),
  defineVariant({
    id: 'statistics-cached-by-shape',
    kind: 'faulty',
    symptom: 'Batch statistics are those of the first input of that shape.',
    breaks: 'BN-CALL-HISTORY',
    create: cachedBy(({ index, input }) => `${input.shape} ${index}`),
  }),
  defineVariant({
    id: 'statistics-cached-without-epsilon',
    kind: 'faulty',
    symptom:
      'Statistics are cached by the data only, so that another epsilon has no effect on the same input.',
    breaks: 'BN-CALL-HISTORY',
    create: cachedBy(({ x }) => `${x}`),
  }),
  defineVariant({
    id: 'statistics-cached-by-first-and-last-element',
    kind: 'faulty',
    symptom: 'Batch statistics are cached by the length, the first and the last element of a channel.',
    breaks: 'BN-CALL-HISTORY',
    create: cachedBy(({ x, epsilon }) => `${x.length} ${x[0]} ${x.at(-1)} ${epsilon}`),
  }),
  defineVariant({
    id: 'statistics-cached-by-buffer',
    kind: 'faulty',
    symptom:
      'Batch statistics are cached by the identity of the input buffer, and stay when its contents change.',
    breaks: 'BN-CALL-HISTORY',
    create: () => {
      const cache = new WeakMap<object, ReturnType<ReturnType<typeof cachedBy>>>();
      const caching = cachedBy(({ index, layout, epsilon }) => `${index} ${layout.inner} ${epsilon}`);
      return {
        batchStatistics: (channel, steps) => {
          const cached = cache.get(channel.input.data.buffer) ?? caching();
          cache.set(channel.input.data.buffer, cached);
          return cached.batchStatistics(channel, steps);
        },
      };
    },
  }),
  defineVariant({
    id: 'gradient-of-previous-training-call',
    kind: 'faulty',
    symptom: 'The gradient uses the statistics that the latest training call left, not those of its input.',
    breaks: 'BN-GRAD-FINITE-DIFFERENCE',
    evidence: 'tiny-dnn (stddev_), darknet (x_norm)',
    create: () => {
      const saved = new Map<number, Statistics>();
      return {
        normalizeInTraining: (x, channel, steps, j) => {
          saved.set(channel.index, channel);
          return sound.normalize(x, channel, steps, j);
        },
        gradientStatistics: (channel, steps) => {
          const { mean, variance, invStd } =
            saved.get(channel.index) ?? sound.batchStatistics(channel, steps);
          return { mean, variance, invStd };
        },
      };
    },
  }),
  defineVariant({
    id: 'stale-lanes',
    kind: 'faulty',
    symptom: 'Sums over fewer than 4 terms also add what an earlier, longer sum left in the other lanes.',
    breaks: 'BN-CALL-HISTORY',
    evidence: 'oneDNN commits a9580b41b6 and e3ec5e508d',
    create: () => {
      const lanes = new Float32Array(4);
      return {
        sum: (terms) => {
          lanes.fill(0, 0, Math.min(4, terms.length));
          for (let j = 0; j < terms.length; j++) lanes[j % 4]! += terms[j]!;
          return lanes.reduce((a, b) => Math.fround(a + b), 0);
        },
      };
    },
  }),
  defineVariant({
    id: 'grad-beta-accumulates',
    kind: 'faulty',
    symptom: 'gradBeta is added to that of the calls before, where each call should write it.',
    breaks: 'BN-CALL-HISTORY',
    evidence: 'MXNet #18475',
    create: () => {
      const sums = new Map<number, number>();
      return {
        gradBeta: (g, channel, steps) => {
          const total = Math.fround((sums.get(channel.index) ?? 0) + sound.gradBeta(g, channel, steps));
          sums.set(channel.index, total);
          return total;
        },
      };
    },
  }),
  defineVariant({
    id: 'workspace-of-first-call',
    kind: 'faulty',
    symptom: 'A channel longer than the first one ever seen is summed only up to that length.',
    breaks: 'BN-CALL-HISTORY',
    evidence: 'rocm-libraries PR #2374',
    create: () => {
      let length: number | undefined;
      return {
        mean: (x, steps) => {
          length ??= x.length;
          return sound.mean(x.subarray(0, length), steps);
        },
      };
    },
  }),
];
