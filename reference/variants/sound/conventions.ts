/** Variants that follow other conventions, and declare them. */
import { defineVariant, type Variant } from '../skeleton/define-variant.ts';
import { float32Steps } from '../skeleton/float32-steps.ts';
import type { Steps } from '../skeleton/steps.ts';

const f = Math.fround;

const biasedRunning = defineVariant({
  id: 'running-variance-uncorrected',
  kind: 'sound',
  symptom: 'Averages the biased variance, and says so.',
  evidence: 'ONNX opset 15, Keras 3, Flax, oneDNN',
  conventions: { runningVarianceCorrection: 0 },
  steps: { correctedVariance: (variance) => variance },
});

const correctedNormalizing = defineVariant({
  id: 'normalizing-variance-corrected',
  kind: 'sound',
  symptom: 'Normalizes by the corrected variance, with the gradient of that, and says so.',
  evidence: 'tiny-dnn',
  conventions: { normalizingVarianceCorrection: 1 },
  steps: {
    normalizingVariance: float32Steps.correctedVariance,
    // The corrected variance is sum((x-mean)^2)/(m-1), so its derivative has m-1 where the biased one has m.
    trainingGradInput: (terms, steps) => {
      const { m, meanGradZ } = terms;
      const corrected = m === 1 ? meanGradZ : f(f(meanGradZ * m) / (m - 1));
      return float32Steps.trainingGradInput({ ...terms, meanGradZ: corrected }, steps);
    },
  },
});

/**
 * With r = 1/(s + epsilon) and s = sqrt(v), dr/dv = -r^2/(2s), so the term z*mean(g*z) of the gradient is
 * multiplied by 1/(r*s), which is 1 where epsilon is 0. Where v = 0 every z is 0, and so is the term.
 */
const outside = defineVariant({
  id: 'epsilon-outside-the-root',
  kind: 'sound',
  symptom: 'Takes invStd as 1/(sqrt(v)+epsilon), with the gradient of that, and says so.',
  evidence: 'Keras CNTK backend before commit 2d183db037',
  conventions: { epsilonPlacement: 'outside' },
  steps: {
    invStd: (variance, epsilon) => f(1 / f(f(Math.sqrt(variance)) + epsilon)),
    trainingGradInput: (terms, steps) => {
      const { variance, invStd, meanGradZ } = terms;
      const ratio = variance === 0 ? 0 : f(1 / f(invStd * f(Math.sqrt(variance))));
      return float32Steps.trainingGradInput({ ...terms, meanGradZ: f(meanGradZ * ratio) }, steps);
    },
  },
});

const floor = f(2 ** -10);

const epsilonFloor = defineVariant({
  id: 'epsilon-raised-to-a-floor',
  kind: 'sound',
  symptom: 'Raises an epsilon below 2^-10 to that, and says so.',
  evidence: 'cuDNN up to 7.4, tensorflow #37768',
  conventions: { epsilonFloor: floor },
  steps: {
    invStd: (variance, epsilon, steps) => float32Steps.invStd(variance, Math.max(epsilon, floor), steps),
  },
});

const oneElementNan = defineVariant({
  id: 'one-element-gives-nan',
  kind: 'sound',
  symptom: 'Corrects also one element by m/(m-1), which makes the running variance NaN, and says so.',
  evidence: 'FluxML/Flux.jl #1992',
  conventions: { oneElement: 'nan' },
  steps: { correctedVariance: (variance, m) => f(variance * f(m / (m - 1))) },
});

const keepForOneElement: Partial<Steps> = {
  nextRunningMean: (old, channel, factor, steps) =>
    channel.x.length === 1 ? old : float32Steps.nextRunningMean(old, channel, factor, steps),
  nextRunningVariance: (old, channel, factor, steps) =>
    channel.x.length === 1 ? old : float32Steps.nextRunningVariance(old, channel, factor, steps),
};

const oneElementKeep = defineVariant({
  id: 'one-element-keeps-running-statistics',
  kind: 'sound',
  symptom: 'Leaves the running statistics as they are after one element per channel, and says so.',
  conventions: { oneElement: 'keep' },
  steps: keepForOneElement,
});

const oneElementReject = defineVariant({
  id: 'one-element-rejected',
  kind: 'sound',
  symptom: 'Refuses training with one element per channel, and says so.',
  evidence: 'pytorch PR #2961',
  conventions: { oneElement: 'reject' },
  steps: {
    check: (request) => {
      float32Steps.check(request);
      const { input, operation, channelAxis } = request;
      const training = operation === 'training' || operation === 'trainingGradient';
      if (training && input.data.length === input.shape[channelAxis] && input.data.length > 0) {
        throw new Error('training needs more than one element per channel');
      }
    },
  },
});

const emptyBatchReject = defineVariant({
  id: 'empty-batch-rejected',
  kind: 'sound',
  symptom: 'Refuses training with an empty batch, and says so.',
  conventions: { emptyBatch: 'reject' },
  steps: {
    check: (request) => {
      float32Steps.check(request);
      const training = request.operation === 'training' || request.operation === 'trainingGradient';
      if (training && request.input.data.length === 0)
        throw new Error('training needs a batch of one or more');
    },
  },
});

const emptyBatchNan = defineVariant({
  id: 'empty-batch-gives-nan',
  kind: 'sound',
  symptom: 'Averages the mean and the variance of an empty batch, which are NaN, and says so.',
  evidence: 'onnxruntime 1.30.0',
  conventions: { emptyBatch: 'nan' },
  steps: { afterEmptyBatch: () => Number.NaN },
});

export const conventionVariants: readonly Variant[] = [
  biasedRunning,
  correctedNormalizing,
  outside,
  epsilonFloor,
  oneElementNan,
  oneElementKeep,
  oneElementReject,
  emptyBatchReject,
  emptyBatchNan,
];
