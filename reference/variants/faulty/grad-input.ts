import { defineVariant, type Variant } from '../skeleton/define-variant.ts';
import { float32Steps as sound } from '../skeleton/float32-steps.ts';

const f = Math.fround;

/** Faults in the training gradInput, gamma * invStd * (g - mean(g) - z * mean(g*z)). */
export const gradInputFaults: readonly Variant[] = [
  defineVariant({
    id: 'statistics-taken-as-constants',
    kind: 'faulty',
    symptom: 'gradInput is gamma * invStd * g: the statistics are taken as constants.',
    breaks: 'BN-GRAD-INPUT',
    evidence: 'tinygrad commit 03b38864db, keras 3.0.4 torch backend, CrypTen PR #143',
    steps: { trainingGradInput: sound.inferenceGradInput },
  }),
  defineVariant({
    id: 'grad-input-without-mean-of-grad',
    kind: 'faulty',
    symptom: 'gradInput misses the term mean(g).',
    breaks: 'BN-GRAD-SUMS',
    steps: { trainingGradInput: (terms, s) => sound.trainingGradInput({ ...terms, meanGrad: 0 }, s) },
  }),
  defineVariant({
    id: 'grad-input-without-variance-term',
    kind: 'faulty',
    symptom: 'gradInput misses the term z * mean(g*z), as if the variance were a constant.',
    breaks: 'BN-GRAD-SUMS',
    evidence: 'tensorflow #20407',
    steps: { trainingGradInput: (terms, s) => sound.trainingGradInput({ ...terms, meanGradZ: 0 }, s) },
  }),
  defineVariant({
    id: 'grad-input-without-gamma',
    kind: 'faulty',
    symptom: 'gradInput misses the factor gamma.',
    breaks: 'BN-GRAD-INPUT',
    evidence: 'Knet.jl #288',
    steps: { trainingGradInput: (terms, s) => sound.trainingGradInput({ ...terms, gamma: 1 }, s) },
  }),
  defineVariant({
    id: 'grad-input-with-gamma-twice',
    kind: 'faulty',
    symptom: 'gradInput has the factor gamma twice.',
    breaks: 'BN-GRAD-INPUT',
    steps: {
      trainingGradInput: (terms, s) =>
        sound.trainingGradInput({ ...terms, gamma: f(terms.gamma * terms.gamma) }, s),
    },
  }),
  defineVariant({
    id: 'grad-input-without-inv-std',
    kind: 'faulty',
    symptom: 'gradInput misses the factor invStd.',
    breaks: 'BN-GRAD-INPUT',
    steps: { trainingGradInput: (terms, s) => sound.trainingGradInput({ ...terms, invStd: 1 }, s) },
  }),
  defineVariant({
    id: 'grad-input-divides-by-m-minus-1',
    kind: 'faulty',
    symptom: 'The means in gradInput divide by m-1.',
    breaks: 'BN-GRAD-INPUT',
    steps: {
      trainingGradInput: (terms, s) => {
        const ratio = f(terms.m / Math.max(1, terms.m - 1));
        const meanGrad = f(terms.meanGrad * ratio);
        return sound.trainingGradInput({ ...terms, meanGrad, meanGradZ: f(terms.meanGradZ * ratio) }, s);
      },
    },
  }),
  defineVariant({
    id: 'grad-input-sums-for-means',
    kind: 'faulty',
    symptom: 'The means in gradInput are sums, not divided by m.',
    breaks: 'BN-GRAD-INPUT',
    evidence: 'mlpack (batch_norm_impl.hpp at 009643)',
    steps: {
      trainingGradInput: (terms, s) => {
        const { m, meanGrad, meanGradZ } = terms;
        return sound.trainingGradInput({ ...terms, meanGrad: m * meanGrad, meanGradZ: m * meanGradZ }, s);
      },
    },
  }),
  defineVariant({
    id: 'grad-input-mean-of-product-unscaled',
    kind: 'faulty',
    symptom: 'gradInput subtracts mean(g*z) without multiplying it by z.',
    breaks: 'BN-GRAD-ADJOINT',
    steps: { trainingGradInput: (terms, s) => sound.trainingGradInput({ ...terms, z: 1 }, s) },
  }),
  defineVariant({
    id: 'grad-input-normalized-from-output',
    kind: 'faulty',
    symptom: 'The gradient recovers z as (output - beta) / gamma, which fails for gamma 0.',
    breaks: 'BN-GRAD-INPUT',
    evidence: 'inplace_abn #4',
    steps: {
      standardize: (x, channel) => {
        const { mean, invStd, gamma, beta } = channel;
        const output = f(f(gamma * f(f(x - mean) * invStd)) + beta);
        return f(f(output - beta) / gamma);
      },
      normalize: (x, { mean, invStd, gamma, beta }) => f(f(gamma * f(f(x - mean) * invStd)) + beta),
    },
  }),
  defineVariant({
    id: 'gradient-of-another-variance',
    kind: 'faulty',
    symptom: 'Declares and uses the corrected normalizing variance, with the gradient of the biased one.',
    breaks: 'BN-GRAD-FINITE-DIFFERENCE',
    evidence: 'darknet, tiny-dnn',
    conventions: { normalizingVarianceCorrection: 1 },
    steps: { normalizingVariance: sound.correctedVariance, trainingGradInput: sound.trainingGradInput },
  }),
];
