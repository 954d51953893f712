import { defineVariant, type Variant } from '../skeleton/define-variant.ts';
import { float32Steps as sound } from '../skeleton/float32-steps.ts';

const f = Math.fround;

/** Faults in how gamma and beta enter the output. */
export const affineFaults: readonly Variant[] = [
  defineVariant({
    id: 'gamma-ignored',
    kind: 'faulty',
    symptom: 'Gamma is taken as ones.',
    breaks: 'BN-TRAIN-AFFINE',
    evidence: 'MXNet #9624 (fix_gamma on by default)',
    steps: { gammaOf: () => 1 },
  }),
  defineVariant({
    id: 'beta-ignored',
    kind: 'faulty',
    symptom: 'Beta is taken as zeros.',
    breaks: 'BN-TRAIN-AFFINE',
    steps: { betaOf: () => 0 },
  }),
  defineVariant({
    id: 'gamma-and-beta-swapped',
    kind: 'faulty',
    symptom: 'Gamma is added and beta multiplies.',
    breaks: 'BN-TRAIN-AFFINE',
    evidence: 'PSPNet #23, keras PR #3248',
    steps: {
      gammaOf: (request, channel) => request.beta?.[channel] ?? 1,
      betaOf: (request, channel) => request.gamma?.[channel] ?? 0,
    },
  }),
  defineVariant({
    id: 'gamma-only-with-beta',
    kind: 'faulty',
    symptom: 'Gamma is used only where there is a beta.',
    breaks: 'BN-EDGE-ABSENT-AFFINE',
    evidence: 'tfjs-layers commit e75cfbe92, tfjs #43',
    steps: {
      gammaOf: (request, channel) => (request.beta === null ? 1 : sound.gammaOf(request, channel)),
    },
  }),
  defineVariant({
    id: 'training-throws-without-gamma',
    kind: 'faulty',
    symptom: 'Training without gamma throws; inference works.',
    breaks: 'BN-EDGE-ABSENT-AFFINE',
    evidence: 'tfjs #2868',
    steps: {
      gammaOf: (request, channel) => {
        if (request.operation !== 'training') return sound.gammaOf(request, channel);
        if (request.gamma === null) throw new Error("cannot read property 'rank' of null");
        return request.gamma[channel]!;
      },
    },
  }),
  defineVariant({
    id: 'absent-gamma-is-zero',
    kind: 'faulty',
    symptom: 'An absent gamma acts as zeros.',
    breaks: 'BN-EDGE-ABSENT-AFFINE',
    steps: { gammaOf: (request, channel) => request.gamma?.[channel] ?? 0 },
  }),
  defineVariant({
    id: 'gamma-of-channel-0-everywhere',
    kind: 'faulty',
    symptom: 'All channels are scaled by the gamma of the first.',
    breaks: 'BN-CHANNEL-PERMUTATION',
    steps: { gammaOf: (request) => sound.gammaOf(request, 0) },
  }),
  defineVariant({
    id: 'gamma-zero-taken-as-absent',
    kind: 'faulty',
    symptom: 'A gamma of 0 is taken as 1.',
    breaks: 'BN-TRAIN-AFFINE',
    steps: { gammaOf: (request, channel) => sound.gammaOf(request, channel) || 1 },
  }),
  defineVariant({
    id: 'absolute-gamma',
    kind: 'faulty',
    symptom: 'The absolute value of gamma is used.',
    breaks: 'BN-TRAIN-AFFINE',
    evidence: 'inplace_abn; lc0 PR #779 (sign of gamma lost)',
    steps: { gammaOf: (request, channel) => Math.abs(sound.gammaOf(request, channel)) },
  }),
  defineVariant({
    id: 'beta-scaled-by-gamma',
    kind: 'faulty',
    symptom: 'Beta is added before gamma multiplies: gamma * (z + beta).',
    breaks: 'BN-TRAIN-AFFINE',
    evidence: 'ncnn #1339 (order of shift and scale)',
    steps: {
      normalize: (x, channel, steps) =>
        f(channel.gamma * f(steps.standardize(x, channel, steps) + channel.beta)),
    },
  }),
  defineVariant({
    id: 'inference-fold-leaves-shift-unscaled',
    kind: 'faulty',
    symptom: 'Inference folds y = a*x + b with b = beta - mean, which is not scaled by a.',
    breaks: 'BN-INFER-OUTPUT',
    evidence: 'yolov3 #807',
    steps: {
      normalize: (x, { mean, invStd, gamma, beta }) => f(f(x * f(gamma * invStd)) + f(beta - mean)),
      normalizeInTraining: sound.normalize,
    },
  }),
];
