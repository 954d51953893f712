import type { Request, Result, Step, StepResult, Subject, Tensor, Values } from '../../spec/contract.ts';
import type { Kernels } from '../kernels/kernels.ts';
import type { Float32Tensor } from '../kernels/typescript/batch-norm.ts';
import { createBatchNormLayer } from '../kernels/typescript/layer.ts';
import { typescriptKernels } from '../kernels/typescript/typescript-kernels.ts';

/** The optimized float32 batch norm in TypeScript of this package, as a subject. */
export function typescriptSubject(): Subject {
  return kernelSubject('builtin:typescript', 'TypeScript', typescriptKernels);
}

/** Kernels of this package as a subject. */
export function kernelSubject(name: string, language: string, kernels: Kernels): Subject {
  return {
    name,
    language,
    dtype: 'float32',
    operations: ['training', 'inference', 'trainingGradient', 'inferenceGradient', 'sequence'],
    conventions: {
      runningVarianceCorrection: 1,
      normalizingVarianceCorrection: 0,
      epsilonPlacement: 'inside',
      epsilonFloor: 0,
      oneElement: 'define',
      emptyBatch: 'keep',
    },
    run: (request) => run(request, kernels),
  };
}

function run(request: Request, kernels: Kernels): Result {
  if (request.operation === 'sequence') return runSequence(request, kernels);
  const given = {
    ...request,
    input: float32Tensor(request.input),
    gamma: float32OrNull(request.gamma),
    beta: float32OrNull(request.beta),
  };
  switch (given.operation) {
    case 'training':
      return kernels.training({ ...given, ...float32State(given) });
    case 'inference':
      return { output: kernels.inference({ ...given, ...float32State(given) }) };
    case 'trainingGradient':
      return kernels.trainingGradient({ ...given, gradOutput: float32Tensor(given.gradOutput) });
    case 'inferenceGradient': {
      const gradOutput = float32Tensor(given.gradOutput);
      return kernels.inferenceGradient({ ...given, ...float32State(given), gradOutput });
    }
  }
}

function runSequence(request: Extract<Request, { operation: 'sequence' }>, kernels: Kernels): Result {
  const options = {
    ...request,
    ...float32State(request),
    gamma: float32OrNull(request.gamma),
    beta: float32OrNull(request.beta),
  };
  const layer = createBatchNormLayer(options, kernels);
  const answer = (step: Step): StepResult => {
    switch (step.call) {
      case 'training':
        return { output: layer.training(float32Tensor(step.input)), ...layer.state() };
      case 'inference':
        return { output: layer.inference(float32Tensor(step.input)), ...layer.state() };
      case 'gradient':
        return { ...layer.gradient(float32Tensor(step.gradOutput)) };
      case 'getState':
        return layer.state();
      case 'setState':
        layer.setState(float32State(step));
        return layer.state();
    }
  };
  return { steps: request.steps.map((step) => answer(step)) };
}

// The harness gives a float32 subject float32 arrays, so these only tell the compiler so.
function float32OrNull(values: Values | null): Float32Array | null {
  return values as Float32Array | null;
}

function float32Tensor(tensor: Tensor): Float32Tensor {
  return tensor as Float32Tensor;
}

function float32State(state: { readonly runningMean: Values; readonly runningVariance: Values }) {
  return {
    runningMean: state.runningMean as Float32Array,
    runningVariance: state.runningVariance as Float32Array,
  };
}
