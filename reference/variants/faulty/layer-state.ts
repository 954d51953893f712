import type { Step, StepResult } from '../../../spec/contract.ts';
import { defineVariant, type Variant } from '../skeleton/define-variant.ts';

/** The current running statistics of a layer, as a step that would restore them. */
function savedState(call: (step: Step) => StepResult): Step {
  const { runningMean, runningVariance } = call({ call: 'getState' });
  return { call: 'setState', runningMean: runningMean!, runningVariance: runningVariance! };
}

/** Faults that only a stateful layer can have. */
export const layerStateFaults: readonly Variant[] = [
  defineVariant({
    id: 'layer-updates-in-inference',
    kind: 'faulty',
    symptom: 'An inference call updates the running statistics of the layer.',
    breaks: 'BN-INFER-PURE',
    evidence: 'Flux.jl #1429, pytorch #37823',
    layer: (call) => (step) => {
      const result = call(step);
      if (step.call === 'inference') call({ call: 'training', input: step.input });
      return result;
    },
  }),
  defineVariant({
    id: 'layer-updates-again-in-backward',
    kind: 'faulty',
    symptom: 'The gradient of a training call recomputes it and updates the running statistics again.',
    breaks: 'BN-STATE-SEQUENCE',
    evidence: 'pytorch #62471, pytorch #96136',
    layer: (call) => {
      let latest: Step | undefined;
      return (step) => {
        if (step.call === 'training' || step.call === 'inference') latest = step;
        if (step.call === 'gradient' && latest?.call === 'training') call(latest);
        return call(step);
      };
    },
  }),
  defineVariant({
    id: 'layer-updates-only-in-backward',
    kind: 'faulty',
    symptom: 'The running statistics move when the gradient is taken, not in the training call.',
    breaks: 'BN-STATE-SEQUENCE',
    evidence: 'MXNet batch_norm.cc at 00d7b06',
    layer: (call) => {
      let pending: Step | undefined;
      return (step) => {
        if (step.call === 'gradient' && pending) call(pending);
        if (step.call !== 'getState') pending = undefined;
        if (step.call !== 'training') return call(step);
        const before = savedState(call);
        const { output } = call(step);
        pending = savedState(call);
        call(before);
        return { output: output!, ...call({ call: 'getState' }) };
      };
    },
  }),
  defineVariant({
    id: 'layer-ignores-first-batch',
    kind: 'faulty',
    symptom: 'The first training call of a layer does not move the running statistics.',
    breaks: 'BN-STATE-SEQUENCE',
    evidence: 'pytorch PR #5766 (order of counter and use)',
    layer: (call) => {
      let first = true;
      return (step) => {
        if (step.call !== 'training' || !first) return call(step);
        first = false;
        const before = savedState(call);
        const { output } = call(step);
        call(before);
        return { output: output!, ...call({ call: 'getState' }) };
      };
    },
  }),
  defineVariant({
    id: 'layer-averages-cumulatively',
    kind: 'faulty',
    symptom: 'From its second training call on, a layer weights the n-th batch by 1/n.',
    breaks: 'BN-STATE-SEQUENCE',
    layer: (call, { training }, { epsilon, channelAxis, gamma, beta }) => {
      let count = 0;
      return (step) => {
        if (step.call !== 'training' || ++count === 1) return call(step);
        const { runningMean, runningVariance } = call({ call: 'getState' });
        const updated = training({
          operation: 'training',
          input: step.input,
          gamma,
          beta,
          runningMean: runningMean!,
          runningVariance: runningVariance!,
          epsilon,
          exponentialAverageFactor: 1 / count,
          channelAxis,
        });
        const { output } = call(step);
        call({ ...updated, call: 'setState' });
        return { output: output!, ...call({ call: 'getState' }) };
      };
    },
  }),
  defineVariant({
    id: 'layer-forgets-on-new-shape',
    kind: 'faulty',
    symptom: 'An input of another shape resets the running statistics to 0 and 1.',
    breaks: 'BN-STATE-SEQUENCE',
    evidence: 'ml-explore/mlx at 019a855 (parameter shapes kept from the first call)',
    layer: (call) => {
      let shape: string | undefined;
      return (step) => {
        if (step.call !== 'training' && step.call !== 'inference') return call(step);
        const { runningMean } = call({ call: 'getState' });
        if (shape !== undefined && shape !== `${step.input.shape}`) {
          const ones = runningMean!.slice().fill(1);
          call({ call: 'setState', runningMean: runningMean!.slice().fill(0), runningVariance: ones });
        }
        shape = `${step.input.shape}`;
        return call(step);
      };
    },
  }),
  defineVariant({
    id: 'layer-folds-once',
    kind: 'faulty',
    symptom: 'Inference keeps the running statistics of its first call, whatever training does after it.',
    breaks: 'BN-STATE-SEQUENCE',
    layer: (call) => {
      let folded: Step | undefined;
      return (step) => {
        if (step.call !== 'inference') return call(step);
        const current = savedState(call);
        folded ??= current;
        call(folded);
        const result = call(step);
        call(current);
        return result;
      };
    },
  }),
  defineVariant({
    id: 'layer-restores-mean-only',
    kind: 'faulty',
    symptom: 'setState sets the running mean and leaves the running variance.',
    breaks: 'BN-STATE-SEQUENCE',
    layer: (call) => (step) => {
      if (step.call !== 'setState') return call(step);
      const { runningVariance } = call({ call: 'getState' });
      return call({ ...step, runningVariance: runningVariance! });
    },
  }),
];
