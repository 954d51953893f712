import type { Kernels } from '../kernels.ts';
import type { BatchNormArguments, Float32Tensor } from './batch-norm.ts';
import type { Gradients } from './gradients.ts';
import { typescriptKernels } from './typescript-kernels.ts';

export interface LayerOptions {
  readonly gamma: Float32Array | null;
  readonly beta: Float32Array | null;
  readonly runningMean: Float32Array;
  readonly runningVariance: Float32Array;
  readonly epsilon: number;
  readonly exponentialAverageFactor: number;
  readonly channelAxis: number;
}

export interface LayerState {
  readonly runningMean: Float32Array;
  readonly runningVariance: Float32Array;
}

/** A batch-norm layer that keeps its running statistics. */
export interface Layer {
  readonly training: (input: Float32Tensor) => Float32Tensor;
  readonly inference: (input: Float32Tensor) => Float32Tensor;
  /** Gradients of the latest forward call, in the mode of that call. @throws Error where there was none. */
  readonly gradient: (gradOutput: Float32Tensor) => Gradients;
  /** A copy of the running statistics. */
  readonly state: () => LayerState;
  readonly setState: (state: LayerState) => void;
}

/** Makes a layer from parameters and initial statistics, all of which are copied; it computes by the kernels given. */
export function createBatchNormLayer(options: LayerOptions, kernels: Kernels = typescriptKernels): Layer {
  const copy = (values: Float32Array | null) => (values === null ? null : values.slice());
  const gamma = copy(options.gamma);
  const beta = copy(options.beta);
  let state = copyState(options);
  let latest: { mode: 'training' | 'inference'; input: Float32Tensor; state: LayerState } | null = null;
  const argumentsFor = (input: Float32Tensor): BatchNormArguments => {
    return { input, gamma, beta, epsilon: options.epsilon, channelAxis: options.channelAxis };
  };
  const remember = (mode: 'training' | 'inference', input: Float32Tensor) => {
    latest = { mode, input: { shape: [...input.shape], data: input.data.slice() }, state };
  };
  return {
    training: (input) => {
      const { exponentialAverageFactor } = options;
      const result = kernels.training({ ...argumentsFor(input), ...state, exponentialAverageFactor });
      remember('training', input);
      state = { runningMean: result.runningMean, runningVariance: result.runningVariance };
      return result.output;
    },
    inference: (input) => {
      const output = kernels.inference({ ...argumentsFor(input), ...state });
      remember('inference', input);
      return output;
    },
    gradient: (gradOutput) => {
      if (latest === null) throw new Error('gradient was called before any forward call');
      const given = { ...argumentsFor(latest.input), gradOutput };
      if (latest.mode === 'training') return kernels.trainingGradient(given);
      return kernels.inferenceGradient({ ...given, ...latest.state });
    },
    state: () => copyState(state),
    setState: (given) => {
      state = copyState(given);
    },
  };
}

function copyState(state: LayerState): LayerState {
  return { runningMean: state.runningMean.slice(), runningVariance: state.runningVariance.slice() };
}
