import type { Gradients, TrainingOutput } from '../../kernels/index.ts';
import type { Kernels } from '../../kernels/kernels.ts';
import type { BenchResult, BenchSubject } from '../bench-subject.ts';
import type { BenchTask } from '../bench-task.ts';
import { timeCalls } from '../time-calls.ts';

/** Kernels called with ordinary arrays: each call makes its results anew, and the call's copies are timed with it. */
export function plainCalls(name: string, kernels: Kernels): BenchSubject {
  return {
    name,
    kind: 'ours',
    version: kernels.build,
    threads: [1],
    whyNot: () => null,
    prepare: async (task) => {
      const call = callOf(kernels, task);
      return { result: call, time: (calls) => timeCalls(calls, call), release: () => {} };
    },
  };
}

function callOf(kernels: Kernels, { operation, data }: BenchTask): () => BenchResult {
  const tensor = (values: Float32Array) => ({ shape: data.tensorShape, data: values });
  const given = { ...data, input: tensor(data.input), gradOutput: tensor(data.gradOutput) };
  switch (operation) {
    case 'training':
      return () => outputOf(kernels.training(given));
    case 'inference':
      return () => ({ output: kernels.inference(given).data });
    case 'trainingGradient':
      return () => gradientsOf(kernels.trainingGradient(given));
  }
}

function outputOf({ output }: TrainingOutput): BenchResult {
  return { output: output.data };
}

function gradientsOf({ gradInput, gradGamma, gradBeta }: Gradients): BenchResult {
  return { gradInput: gradInput.data, gradGamma: gradGamma!, gradBeta: gradBeta! };
}
