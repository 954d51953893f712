import { defineVariant, type Variant } from '../skeleton/define-variant.ts';
import { float32Steps as sound } from '../skeleton/float32-steps.ts';
import type { Operations, Statistics } from '../skeleton/steps.ts';

const f = Math.fround;

/** A part of the batch statistics in those of inference. */
const blend = (batch: Statistics, running: Statistics, part: number): Statistics => ({
  mean: f(running.mean + part * (batch.mean - running.mean)),
  variance: f(running.variance + part * (batch.variance - running.variance)),
  invStd: running.invStd,
});

/** Training whose output is that of inference with the running statistics before or after the update. */
const outputByRunning = (which: 'old' | 'updated') => ({
  around: ({ training, inference }: Operations): Partial<Operations> => ({
    training: (request) => {
      const result = training(request);
      const { runningMean, runningVariance } = which === 'old' ? request : result;
      const { output } = inference({ ...request, operation: 'inference', runningMean, runningVariance });
      return { ...result, output };
    },
  }),
});

/** Faults in which statistics a mode uses. */
export const modeFaults: readonly Variant[] = [
  defineVariant({
    id: 'inference-uses-batch-statistics',
    kind: 'faulty',
    symptom: 'Inference normalizes by the statistics of its own batch.',
    breaks: 'BN-INFER-ROW-LOCAL',
    evidence: 'Flux.jl #1429, NVIDIA/caffe #279',
    steps: { runningStatistics: (channel, steps) => steps.batchStatistics(channel, steps) },
  }),
  defineVariant({
    id: 'inference-uses-batch-mean',
    kind: 'faulty',
    symptom: 'Inference subtracts the mean of its own batch, and divides by the running deviation.',
    breaks: 'BN-INFER-ROW-LOCAL',
    steps: {
      runningStatistics: (channel, steps) => ({
        ...sound.runningStatistics(channel, steps),
        mean: steps.mean(channel.x, steps),
      }),
    },
  }),
  defineVariant({
    id: 'inference-blends-batch-statistics',
    kind: 'faulty',
    symptom: 'Inference mixes a tenth of the statistics of its batch into the running statistics.',
    breaks: 'BN-INFER-OUTPUT',
    evidence: 'onnx reference evaluator 1.23.1, opset 9 (onnx PR #8442)',
    steps: {
      runningStatistics: (channel, steps) => {
        const running = sound.runningStatistics(channel, steps);
        const blended = blend(sound.batchStatistics(channel, steps), running, 0.1);
        return { ...blended, invStd: steps.invStd(blended.variance, channel.epsilon, steps) };
      },
    },
  }),
  defineVariant({
    id: 'inference-of-larger-batches-shifts-mean',
    kind: 'faulty',
    symptom: 'With more than 4 elements per channel, 1/64 of the batch mean enters the mean of inference.',
    breaks: 'BN-INFER-ROW-LOCAL',
    steps: {
      runningStatistics: (channel, steps) => {
        const running = sound.runningStatistics(channel, steps);
        if (channel.x.length <= 4) return running;
        return { ...running, mean: blend(sound.batchStatistics(channel, steps), running, 1 / 64).mean };
      },
    },
  }),
  defineVariant({
    id: 'training-uses-running-statistics',
    kind: 'faulty',
    symptom: 'Training normalizes by the running statistics as they were before.',
    breaks: 'BN-TRAIN-STATE-INDEPENDENT',
    evidence: 'keras commit 0debec1c11',
    ...outputByRunning('old'),
  }),
  defineVariant({
    id: 'training-uses-updated-running-statistics',
    kind: 'faulty',
    symptom:
      'Training normalizes by the updated running statistics, so that its output depends on the factor.',
    breaks: 'BN-TRAIN-STATE-INDEPENDENT',
    evidence: 'onnxruntime #29790, equinox #659',
    ...outputByRunning('updated'),
  }),
  defineVariant({
    id: 'small-batches-use-running-statistics',
    kind: 'faulty',
    symptom: 'Training with fewer than 4 elements per channel normalizes by the old running statistics.',
    breaks: 'BN-TRAIN-STATE-INDEPENDENT',
    around: ({ training, inference }) => ({
      training: (request) => {
        const result = training(request);
        const channels = request.input.shape[request.channelAxis]!;
        if (request.input.data.length >= 4 * channels) return result;
        return { ...result, output: inference({ ...request, operation: 'inference' }).output };
      },
    }),
  }),
  defineVariant({
    id: 'inference-gradient-by-training-formula',
    kind: 'faulty',
    symptom: 'The inference gradient has the centring terms of training.',
    breaks: 'BN-GRAD-INFERENCE',
    evidence: 'pytorch #586, pytorch/xla #3361, MXNet #9580',
    steps: { inferenceGradInput: sound.trainingGradInput },
  }),
  defineVariant({
    id: 'inference-gradient-by-batch-statistics',
    kind: 'faulty',
    symptom: 'The inference gradient normalizes by the statistics of its batch.',
    breaks: 'BN-GRAD-INFERENCE',
    evidence: 'torch/nn PR #768',
    steps: {
      inferenceBackward: (channel, g, steps) =>
        sound.inferenceBackward({ ...channel, ...steps.batchStatistics(channel, steps) }, g, steps),
    },
  }),
  defineVariant({
    id: 'inference-gradient-of-training',
    kind: 'faulty',
    symptom: 'The inference gradient is the training gradient.',
    breaks: 'BN-GRAD-INFERENCE',
    evidence: 'cudnn.torch #244',
    around: ({ trainingGradient }) => ({
      inferenceGradient: (request) => trainingGradient({ ...request, operation: 'trainingGradient' }),
    }),
  }),
];
