import { defineVariant, type Variant } from '../skeleton/define-variant.ts';

/** Right numbers in the wrong form. */
export const resultContractFaults: readonly Variant[] = [
  defineVariant({
    id: 'output-one-element-short',
    kind: 'faulty',
    symptom: 'The training output misses its last element.',
    breaks: 'BN-RESULT-CONTRACT',
    around: ({ training }) => ({
      training: (request) => {
        const result = training(request);
        const { shape, data } = result.output;
        return { ...result, output: { shape, data: data.slice(0, -1) } };
      },
    }),
  }),
  defineVariant({
    id: 'output-in-float64',
    kind: 'faulty',
    symptom: 'The inference output is float64, and float32 is declared.',
    breaks: 'BN-RESULT-CONTRACT',
    evidence: 'onnx reference evaluator, opset 15 (dtype follows another argument)',
    around: ({ inference }) => ({
      inference: (request) => {
        const { shape, data } = inference(request).output;
        return { output: { shape, data: Float64Array.from(data) } };
      },
    }),
  }),
  defineVariant({
    id: 'running-statistics-in-float64',
    kind: 'faulty',
    symptom: 'The updated running statistics are float64, and float32 is declared.',
    breaks: 'BN-RESULT-CONTRACT',
    evidence: 'onnx reference evaluator, opset 15',
    around: ({ training }) => ({
      training: (request) => {
        const result = training(request);
        const runningMean = Float64Array.from(result.runningMean);
        return { ...result, runningMean, runningVariance: Float64Array.from(result.runningVariance) };
      },
    }),
  }),
  defineVariant({
    id: 'output-shape-transposed',
    kind: 'faulty',
    symptom: 'The shape of the training output is that of the input backwards.',
    breaks: 'BN-RESULT-CONTRACT',
    around: ({ training }) => ({
      training: (request) => {
        const result = training(request);
        const { shape, data } = result.output;
        return { ...result, output: { shape: [...shape].reverse(), data } };
      },
    }),
  }),
  defineVariant({
    id: 'output-flattened',
    kind: 'faulty',
    symptom: 'The inference output has rank 1.',
    breaks: 'BN-RESULT-CONTRACT',
    around: ({ inference }) => ({
      inference: (request) => {
        const { data } = inference(request).output;
        return { output: { shape: [data.length], data } };
      },
    }),
  }),
  defineVariant({
    id: 'grad-gamma-missing',
    kind: 'faulty',
    symptom: 'The training gradient gives no gradGamma where there is a gamma.',
    breaks: 'BN-GRAD-GAMMA',
    evidence: 'aprender PR #2200',
    around: ({ trainingGradient }) => ({
      trainingGradient: (request) => {
        const { gradInput, gradBeta = null } = trainingGradient(request);
        return { gradInput, gradBeta };
      },
    }),
  }),
  defineVariant({
    id: 'statistics-per-element',
    kind: 'faulty',
    symptom: 'batchMean is given back repeated for every element, not once per channel.',
    breaks: 'BN-RESULT-CONTRACT',
    around: ({ training }) => ({
      training: (request) => {
        const result = training(request);
        const { batchMean, output } = result;
        if (batchMean === undefined) return result;
        const repeated = Float32Array.from(output.data, (_, j) => batchMean[j % batchMean.length]!);
        return { ...result, batchMean: repeated };
      },
    }),
  }),
];
