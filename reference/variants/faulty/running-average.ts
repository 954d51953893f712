import { defineVariant, type Variant } from '../skeleton/define-variant.ts';
import { float32Steps as sound } from '../skeleton/float32-steps.ts';

const f = Math.fround;

/** Faults in how fast the running statistics move, whatever enters them. */
export const runningAverageFaults: readonly Variant[] = [
  defineVariant({
    id: 'momentum-reversed',
    kind: 'faulty',
    symptom: 'The exponential average factor weights the old running statistics, not the new batch.',
    breaks: 'BN-TRAIN-RUNNING-MEAN',
    evidence: 'PaddlePaddle PR #51120, apache/tvm #18703',
    steps: { average: (old, batch, factor, steps) => sound.average(batch, old, factor, steps) },
  }),
  defineVariant({
    id: 'running-variance-momentum-reversed',
    kind: 'faulty',
    symptom: 'The exponential average factor weights the old running variance; the running mean is right.',
    breaks: 'BN-TRAIN-RUNNING-VARIANCE',
    steps: {
      nextRunningVariance: (old, channel, factor, steps) =>
        sound.nextRunningVariance(old, channel, f(1 - factor), steps),
    },
  }),
  defineVariant({
    id: 'running-statistics-never-updated',
    kind: 'faulty',
    symptom: 'Training leaves the running statistics as they were.',
    breaks: 'BN-TRAIN-RUNNING-MEAN',
    evidence: 'pytorch/xla PR #806, apache/tvm PR #18518',
    steps: { average: (old) => old },
  }),
  defineVariant({
    id: 'running-variance-never-updated',
    kind: 'faulty',
    symptom: 'Training updates the running mean only.',
    breaks: 'BN-TRAIN-RUNNING-VARIANCE',
    evidence: 'keras-core PR #339',
    steps: { nextRunningVariance: (old) => old },
  }),
  defineVariant({
    id: 'running-statistics-updated-twice',
    kind: 'faulty',
    symptom: 'Each training call moves the running statistics twice.',
    breaks: 'BN-TRAIN-RUNNING-MEAN',
    evidence: 'pytorch #62471',
    steps: {
      average: (old, batch, factor, steps) =>
        sound.average(sound.average(old, batch, factor, steps), batch, factor, steps),
    },
  }),
  defineVariant({
    id: 'running-statistics-accumulated',
    kind: 'faulty',
    symptom: 'The weighted batch is added to the old running statistics, which are not scaled down.',
    breaks: 'BN-TRAIN-RUNNING-MEAN',
    steps: { average: (old, batch, factor) => f(old + f(factor * batch)) },
  }),
  defineVariant({
    id: 'factor-hard-coded',
    kind: 'faulty',
    symptom: 'The exponential average factor is 0.1 whatever the call says.',
    breaks: 'BN-TRAIN-RUNNING-MEAN',
    steps: { average: (old, batch, _factor, steps) => sound.average(old, batch, f(0.1), steps) },
  }),
  defineVariant({
    id: 'factor-zero-taken-as-absent',
    kind: 'faulty',
    symptom: 'An exponential average factor of 0 is replaced by 0.1.',
    breaks: 'BN-TRAIN-RUNNING-MEAN',
    evidence: 'keras commit 738faf7537 (a factor at its end point, ported)',
    steps: { average: (old, batch, factor, steps) => sound.average(old, batch, factor || f(0.1), steps) },
  }),
  defineVariant({
    id: 'no-update-without-affine',
    kind: 'faulty',
    symptom: 'Without gamma and beta the running statistics are not updated.',
    breaks: 'BN-EDGE-ABSENT-AFFINE',
    evidence: 'MXNet #18673',
    around: ({ training }) => ({
      training: (request) => {
        const result = training(request);
        if (request.gamma !== null || request.beta !== null) return result;
        const runningMean = Float32Array.from(request.runningMean);
        return { ...result, runningMean, runningVariance: Float32Array.from(request.runningVariance) };
      },
    }),
  }),
];
