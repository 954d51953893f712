import { defineVariant, type Variant } from '../skeleton/define-variant.ts';
import { float32Steps as sound } from '../skeleton/float32-steps.ts';
import { roundToBfloat16 } from '../skeleton/round-to-format.ts';
import type { NormalizedChannel, Steps } from '../skeleton/steps.ts';

const f = Math.fround;

/** The step that averages another variance than the corrected one. */
const averageOf = (variance: (channel: NormalizedChannel, m: number, steps: Steps) => number) => ({
  nextRunningVariance: (old: number, channel: NormalizedChannel, factor: number, steps: Steps) =>
    steps.average(old, f(variance(channel, channel.x.length, steps)), factor, steps),
});

/** Faults in what enters the running variance; all declare the corrected variance. */
export const runningVarianceFaults: readonly Variant[] = [
  defineVariant({
    id: 'running-variance-biased',
    kind: 'faulty',
    symptom: 'The running variance averages the biased variance, although the corrected one is declared.',
    breaks: 'BN-TRAIN-RUNNING-VARIANCE',
    evidence: 'pytorch PR #42151, ml-explore/mlx PR #3817',
    steps: { correctedVariance: (variance) => variance },
  }),
  defineVariant({
    id: 'running-variance-corrected-twice',
    kind: 'faulty',
    symptom: 'The running variance is corrected by m/(m-1) twice.',
    breaks: 'BN-TRAIN-RUNNING-VARIANCE',
    steps: {
      correctedVariance: (variance, m, steps) =>
        sound.correctedVariance(sound.correctedVariance(variance, m, steps), m, steps),
    },
  }),
  defineVariant({
    id: 'running-variance-biased-for-rank-2',
    kind: 'faulty',
    symptom: 'The running variance is corrected for inputs of rank 3 and more, and biased for rank 2.',
    breaks: 'BN-TRAIN-RUNNING-VARIANCE',
    evidence: 'tensorflow #55545, sonnet commit b19c28c',
    steps: averageOf(({ variance, input }, m, steps) =>
      input.shape.length === 2 ? variance : steps.correctedVariance(variance, m, steps),
    ),
  }),
  defineVariant({
    id: 'running-variance-correction-subtracts-epsilon',
    kind: 'faulty',
    symptom: 'The running variance is corrected by m/(m-1-epsilon).',
    breaks: 'BN-TRAIN-RUNNING-VARIANCE',
    evidence: 'keras commit f51a7ef090',
    steps: averageOf(({ variance, epsilon }, m) => (variance * m) / (m - 1 - epsilon)),
  }),
  defineVariant({
    id: 'running-variance-correction-counts-rows',
    kind: 'faulty',
    symptom: 'The running variance is corrected by the number of rows, without the spatial elements.',
    breaks: 'BN-TRAIN-RUNNING-VARIANCE',
    steps: averageOf(({ variance, layout }, _m, steps) =>
      steps.correctedVariance(variance, layout.outer, steps),
    ),
  }),
  defineVariant({
    id: 'running-variance-correction-in-bfloat16',
    kind: 'faulty',
    symptom: 'The correction m/(m-1) is rounded to bfloat16.',
    breaks: 'BN-TRAIN-RUNNING-VARIANCE',
    evidence: 'tensorflow PR #30230 (counts in half precision)',
    steps: averageOf(({ variance }, m) => (m === 1 ? variance : variance * roundToBfloat16(m / (m - 1)))),
  }),
  defineVariant({
    id: 'running-variance-second-moment-corrected',
    kind: 'faulty',
    symptom: 'The correction multiplies the mean square, not the variance, so the mean leaks in.',
    breaks: 'BN-TRAIN-RUNNING-VARIANCE',
    evidence: 'BVLC/caffe PR #3299',
    steps: averageOf(({ variance, mean }, m, steps) =>
      m === 1 ? variance : steps.correctedVariance(variance, m, steps) + (mean * mean) / (m - 1),
    ),
  }),
  defineVariant({
    id: 'running-variance-includes-epsilon',
    kind: 'faulty',
    symptom: 'Epsilon leaks into the running variance.',
    breaks: 'BN-TRAIN-RUNNING-VARIANCE',
    evidence: 'nntrainer #677',
    steps: averageOf(
      ({ variance, epsilon }, m, steps) => steps.correctedVariance(variance, m, steps) + epsilon,
    ),
  }),
  defineVariant({
    id: 'running-standard-deviation-averaged',
    kind: 'faulty',
    symptom: 'Standard deviations are averaged and squared, not variances.',
    breaks: 'BN-TRAIN-RUNNING-VARIANCE',
    evidence: 'torch/nn PR #609, keras commit 3108e9194c',
    steps: {
      nextRunningVariance: (old, { variance, x }, factor, steps) => {
        const corrected = steps.correctedVariance(variance, x.length, steps);
        return steps.average(Math.sqrt(old), Math.sqrt(corrected), factor, steps) ** 2;
      },
    },
  }),
  defineVariant({
    id: 'running-variance-around-running-mean',
    kind: 'faulty',
    symptom: 'The running variance takes deviations from the updated running mean.',
    breaks: 'BN-TRAIN-RUNNING-VARIANCE',
    around: ({ training }) => ({
      training: (request) => {
        const result = training(request);
        const { batchMean } = result;
        const factor = request.exponentialAverageFactor;
        const runningVariance = Float32Array.from(result.runningVariance, (variance, c) => {
          const distance = (batchMean?.[c] ?? result.runningMean[c]!) - result.runningMean[c]!;
          return variance + factor * distance * distance;
        });
        return { ...result, runningVariance };
      },
    }),
  }),
];
