import { defineVariant, type Variant } from '../skeleton/define-variant.ts';

/** Faults that leave every number right and write or share memory that they must not. */
export const memoryFaults: readonly Variant[] = [
  defineVariant({
    id: 'input-overwritten',
    kind: 'faulty',
    symptom: 'Training writes the output over the input.',
    breaks: 'BN-MEMORY-INPUTS',
    evidence: 'keras-js; oneDNN in-place forward',
    around: ({ training }) => ({
      training: (request) => {
        const result = training(request);
        request.input.data.set(result.output.data);
        return result;
      },
    }),
  }),
  defineVariant({
    id: 'gamma-overwritten',
    kind: 'faulty',
    symptom: 'Training writes gamma * invStd over gamma.',
    breaks: 'BN-MEMORY-INPUTS',
    around: ({ training }) => ({
      training: (request) => {
        const result = training(request);
        const { gamma } = request;
        gamma?.forEach((value, c) => {
          gamma[c] = value * (result.invStd?.[c] ?? 1);
        });
        return result;
      },
    }),
  }),
  defineVariant({
    id: 'running-statistics-updated-in-place',
    kind: 'faulty',
    symptom: 'Training also writes the new running statistics over the old ones it was given.',
    breaks: 'BN-MEMORY-INPUTS',
    around: ({ training }) => ({
      training: (request) => {
        const result = training(request);
        request.runningMean.set(result.runningMean);
        request.runningVariance.set(result.runningVariance);
        return result;
      },
    }),
  }),
  defineVariant({
    id: 'grad-output-overwritten',
    kind: 'faulty',
    symptom: 'The training gradient writes gradInput over gradOutput.',
    breaks: 'BN-MEMORY-INPUTS',
    around: ({ trainingGradient }) => ({
      trainingGradient: (request) => {
        const result = trainingGradient(request);
        request.gradOutput.data.set(result.gradInput.data);
        return result;
      },
    }),
  }),
  defineVariant({
    id: 'inference-adds-epsilon-in-place',
    kind: 'faulty',
    symptom: 'Inference adds epsilon to the running variance it was given, in place.',
    breaks: 'BN-INFER-PURE',
    around: ({ inference }) => ({
      inference: (request) => {
        const result = inference(request);
        const { runningVariance, epsilon } = request;
        runningVariance.set(runningVariance.map((variance) => variance + epsilon));
        return result;
      },
    }),
  }),
  defineVariant({
    id: 'output-in-place-of-input',
    kind: 'faulty',
    symptom: 'Inference works in place: its output is the memory of its input.',
    breaks: 'BN-MEMORY-OUTPUTS',
    evidence: 'inplace_abn',
    around: ({ inference }) => ({
      inference: (request) => {
        const { shape, data } = inference(request).output;
        request.input.data.set(data);
        return { output: { shape, data: request.input.data } };
      },
    }),
  }),
  defineVariant({
    id: 'output-buffer-reused',
    kind: 'faulty',
    symptom: 'All outputs of one size are the same memory, overwritten by the next call.',
    breaks: 'BN-MEMORY-OUTPUTS',
    evidence: 'Caffe (temp_, x_norm_)',
    create: () => {
      const buffers = new Map<number, Float32Array>();
      return {
        allocate: (length) => {
          const buffer = buffers.get(length)?.fill(0) ?? new Float32Array(length);
          buffers.set(length, buffer);
          return buffer;
        },
      };
    },
  }),
  defineVariant({
    id: 'running-mean-returned-as-given',
    kind: 'faulty',
    symptom: 'With factor 0 the running mean given back is the memory of the one received.',
    breaks: 'BN-MEMORY-OUTPUTS',
    around: ({ training }) => ({
      training: (request) => {
        const result = training(request);
        const unchanged = request.exponentialAverageFactor === 0;
        return unchanged ? { ...result, runningMean: request.runningMean } : result;
      },
    }),
  }),
  defineVariant({
    id: 'running-mean-shares-batch-mean',
    kind: 'faulty',
    symptom: 'With factor 1 the running mean and the batch mean given back are one array.',
    breaks: 'BN-MEMORY-OUTPUTS',
    around: ({ training }) => ({
      training: (request) => {
        const result = training(request);
        const replaced = request.exponentialAverageFactor === 1 && result.batchMean;
        return replaced ? { ...result, runningMean: replaced } : result;
      },
    }),
  }),
  defineVariant({
    id: 'grad-input-shares-grad-output',
    kind: 'faulty',
    symptom: 'The inference gradient gives back the memory of gradOutput, scaled in place.',
    breaks: 'BN-MEMORY-OUTPUTS',
    around: ({ inferenceGradient }) => ({
      inferenceGradient: (request) => {
        const result = inferenceGradient(request);
        const { shape, data } = request.gradOutput;
        data.set(result.gradInput.data);
        return { ...result, gradInput: { shape, data } };
      },
    }),
  }),
];
