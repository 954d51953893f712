import { defineVariant, type Variant } from '../skeleton/define-variant.ts';
import { float32Steps as sound } from '../skeleton/float32-steps.ts';

const f = Math.fround;

/** E[x^2] - E[x]^2: the difference of two large numbers where the mean is large. */
function onePass(x: Float32Array, mean: number): number {
  const squares = x.reduce((total, value) => f(total + f(value * value)), 0);
  return f(f(squares / x.length) - f(mean * mean));
}

/** Faults in the mean and the variance of the batch. */
export const varianceFaults: readonly Variant[] = [
  defineVariant({
    id: 'one-pass-variance',
    kind: 'faulty',
    symptom: 'The variance is E[x^2] - E[x]^2 in float32, which cancels, and may be negative.',
    breaks: 'BN-TRAIN-SHIFT',
    evidence: 'keras NumPy backend, tensorflow #118701, tt-metal #45968',
    steps: { variance: onePass },
  }),
  defineVariant({
    id: 'one-pass-variance-clamped',
    kind: 'faulty',
    symptom: 'The variance is E[x^2] - E[x]^2 in float32, which cancels; a negative one becomes 0.',
    breaks: 'BN-TRAIN-SHIFT',
    evidence: 'flax #1491 (use_fast_variance)',
    steps: { variance: (x, mean) => Math.max(0, onePass(x, mean)) },
  }),
  defineVariant({
    id: 'normalizes-by-corrected-variance',
    kind: 'faulty',
    symptom: 'The output is normalized by the variance corrected by m/(m-1), and that is not declared.',
    breaks: 'BN-TRAIN-MOMENTS',
    evidence: 'darknet (variance_cpu), tiny-dnn',
    steps: { normalizingVariance: sound.correctedVariance },
  }),
  defineVariant({
    id: 'divides-by-variance',
    kind: 'faulty',
    symptom: 'The square root is missing: deviations are divided by variance + epsilon.',
    breaks: 'BN-TRAIN-OUTPUT',
    evidence: 'tensorflow #48039',
    steps: { invStd: (variance, epsilon) => f(1 / f(variance + epsilon)) },
  }),
  defineVariant({
    id: 'mean-absolute-deviation',
    kind: 'faulty',
    symptom: 'The mean absolute deviation, squared, stands in for the variance.',
    breaks: 'BN-TRAIN-MOMENTS',
    steps: {
      variance: (x, mean) =>
        f((x.reduce((total, value) => total + Math.abs(value - mean), 0) / x.length) ** 2),
    },
  }),
  defineVariant({
    id: 'mean-not-subtracted',
    kind: 'faulty',
    symptom: 'The mean is not subtracted: the output is x * invStd.',
    breaks: 'BN-TRAIN-MOMENTS',
    steps: { normalize: (x, channel, steps) => sound.normalize(x, { ...channel, mean: 0 }, steps, 0) },
  }),
  defineVariant({
    id: 'welford-squares-the-first-deviation',
    kind: 'faulty',
    symptom: 'Welford: adds the square of the deviation from the mean before it moved.',
    breaks: 'BN-TRAIN-OUTPUT',
    steps: {
      variance: (x) => {
        let mean = 0;
        let m2 = 0;
        for (const [j, value] of x.entries()) {
          const before = f(value - mean);
          mean = f(mean + f(before / (j + 1)));
          m2 = j === 0 ? 0 : f(m2 + f(before * before));
        }
        return f(m2 / x.length);
      },
    },
  }),
  defineVariant({
    id: 'merge-without-distance-of-means',
    kind: 'faulty',
    symptom: 'Chunks of 8 are merged without the term for the distance between their means.',
    breaks: 'BN-TRAIN-OUTPUT',
    steps: {
      variance: (x, _mean, steps) => {
        const squares = chunksOf(x, 8).map((chunk) => {
          return chunk.length * sound.variance(chunk, sound.mean(chunk, steps), steps);
        });
        return f(steps.sum(squares, steps) / x.length);
      },
    },
  }),
  defineVariant({
    id: 'mean-of-chunk-means',
    kind: 'faulty',
    symptom: 'The mean is the plain mean of the means of chunks of 8, also when the last one is shorter.',
    breaks: 'BN-TRAIN-PERMUTATION',
    evidence: 'Paddle #32464, apex #387 (unequal shards)',
    steps: {
      mean: (x, steps) => {
        const means = chunksOf(x, 8).map((chunk) => sound.mean(chunk, steps));
        return f(steps.sum(means, steps) / means.length);
      },
    },
  }),
];

function chunksOf(x: Float32Array, size: number): Float32Array[] {
  const count = Math.ceil(x.length / size);
  return Array.from({ length: count }, (_, k) => x.subarray(k * size, (k + 1) * size));
}
