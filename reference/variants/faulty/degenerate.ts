import { defineVariant, type Variant } from '../skeleton/define-variant.ts';
import { float32Steps as sound } from '../skeleton/float32-steps.ts';

const f = Math.fround;

/** Faults at one element per channel, constant channels, empty batches and negative running variances. */
export const degenerateFaults: readonly Variant[] = [
  defineVariant({
    id: 'one-element-gives-nan-output',
    kind: 'faulty',
    symptom: 'Training with one element per channel gives NaN.',
    breaks: 'BN-EDGE-ONE-ELEMENT',
    steps: {
      normalizeInTraining: (x, channel, steps, j) =>
        channel.x.length === 1 ? Number.NaN : sound.normalize(x, channel, steps, j),
    },
  }),
  defineVariant({
    id: 'one-element-passed-through',
    kind: 'faulty',
    symptom: 'Training with one element per channel gives its input back.',
    breaks: 'BN-EDGE-ONE-ELEMENT',
    evidence: 'Paddle (phi CPU kernel)',
    steps: {
      normalizeInTraining: (x, channel, steps, j) =>
        channel.x.length === 1 ? x : sound.normalize(x, channel, steps, j),
    },
  }),
  defineVariant({
    id: 'one-element-makes-running-variance-nan',
    kind: 'faulty',
    symptom: 'One element per channel makes the running variance NaN, and that is not declared.',
    breaks: 'BN-EDGE-ONE-ELEMENT',
    evidence: 'pytorch #1381, Flux.jl #1992, tensorflow #34062',
    steps: { correctedVariance: (variance, m) => f(variance * f(m / (m - 1))) },
  }),
  defineVariant({
    id: 'constant-channel-gives-nan',
    kind: 'faulty',
    symptom: 'A channel of equal values gives NaN: 0 is divided by 0.',
    breaks: 'BN-EDGE-CONSTANT-CHANNEL',
    steps: {
      normalizeInTraining: (x, channel, steps, j) =>
        isConstant(channel.x) ? Number.NaN : sound.normalize(x, channel, steps, j),
    },
  }),
  defineVariant({
    id: 'constant-channel-gives-zero',
    kind: 'faulty',
    symptom: 'A channel of equal values gives 0 where it should give beta.',
    breaks: 'BN-EDGE-CONSTANT-CHANNEL',
    steps: {
      normalizeInTraining: (x, channel, steps, j) =>
        isConstant(channel.x) ? 0 : sound.normalize(x, channel, steps, j),
    },
  }),
  defineVariant({
    id: 'empty-batch-poisons-running-statistics',
    kind: 'faulty',
    symptom: 'An empty batch makes the running statistics NaN, although they are declared kept.',
    breaks: 'BN-EDGE-EMPTY-BATCH',
    evidence: 'pytorch #12013, onnxruntime 1.30.0',
    steps: { afterEmptyBatch: () => Number.NaN },
  }),
  defineVariant({
    id: 'empty-batch-decays-running-statistics',
    kind: 'faulty',
    symptom: 'An empty batch moves the running statistics towards 0, although they are declared kept.',
    breaks: 'BN-EDGE-EMPTY-BATCH',
    evidence: 'sonnet #125, keras (empty mask)',
    steps: { afterEmptyBatch: (old, factor) => f(f(1 - factor) * old) },
  }),
  defineVariant({
    id: 'negative-running-variance-made-positive',
    kind: 'faulty',
    symptom: 'The absolute value of a negative running variance is used.',
    breaks: 'BN-EDGE-NEGATIVE-VARIANCE',
    steps: { invStd: (variance, epsilon, steps) => sound.invStd(Math.abs(variance), epsilon, steps) },
  }),
  defineVariant({
    id: 'negative-running-variance-taken-as-zero',
    kind: 'faulty',
    symptom: 'A negative running variance is taken as 0.',
    breaks: 'BN-EDGE-NEGATIVE-VARIANCE',
    evidence: 'tensorflow #59309',
    steps: { invStd: (variance, epsilon, steps) => sound.invStd(Math.max(variance, 0), epsilon, steps) },
  }),
];

function isConstant(x: Float32Array): boolean {
  return x.length > 1 && x.every((value) => value === x[0]);
}
