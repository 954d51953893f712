import type { Tensor } from '../../../spec/contract.ts';
import { defineVariant, type Variant } from '../skeleton/define-variant.ts';

/** Faults in what a layer keeps between a forward call and its gradient. */
export const layerBackwardFaults: readonly Variant[] = [
  defineVariant({
    id: 'layer-gradient-of-training-after-inference',
    kind: 'faulty',
    symptom: 'The gradient of an inference call uses what the training call before it saved.',
    breaks: 'BN-STATE-SEQUENCE',
    evidence: 'torch/nn PR #768, tinygrad commit 983ad3bd95',
    layer: (call, { trainingGradient }, { gamma, beta, epsilon, channelAxis }) => {
      let trained: Tensor | undefined;
      return (step) => {
        if (step.call === 'training') trained = { ...step.input, data: step.input.data.slice() };
        if (step.call !== 'gradient' || `${trained?.shape}` !== `${step.gradOutput.shape}`) return call(step);
        const { gradOutput } = step;
        const operation = 'trainingGradient';
        return {
          ...trainingGradient({ operation, input: trained!, gradOutput, gamma, beta, epsilon, channelAxis }),
        };
      };
    },
  }),
  defineVariant({
    id: 'layer-gradient-by-current-running-statistics',
    kind: 'faulty',
    symptom: 'The gradient of an inference call uses running statistics that were set after it.',
    breaks: 'BN-STATE-SEQUENCE',
    layer: (call) => {
      let inferred: Tensor | undefined;
      return (step) => {
        if (step.call === 'training') inferred = undefined;
        if (step.call === 'inference') inferred = step.input;
        if (step.call === 'gradient' && inferred) call({ call: 'inference', input: inferred });
        return call(step);
      };
    },
  }),
  defineVariant({
    id: 'layer-gradients-pile-up',
    kind: 'faulty',
    symptom: 'gradGamma and gradBeta of each gradient step are added to those of the steps before.',
    breaks: 'BN-STATE-SEQUENCE',
    evidence: 'MXNet #18475, dlib',
    layer: (call) => {
      let sums: { gradGamma: Float32Array | null; gradBeta: Float32Array | null } | undefined;
      const add = (old: Float32Array | null, now: ArrayLike<number> | null | undefined) =>
        now ? Float32Array.from(now, (value, c) => value + (old?.[c] ?? 0)) : null;
      return (step) => {
        const result = call(step);
        if (step.call !== 'gradient') return result;
        sums = {
          gradGamma: add(sums?.gradGamma ?? null, result.gradGamma),
          gradBeta: add(sums?.gradBeta ?? null, result.gradBeta),
        };
        return {
          ...result,
          gradGamma: sums.gradGamma?.slice() ?? null,
          gradBeta: sums.gradBeta?.slice() ?? null,
        };
      };
    },
  }),
];
