import type { Kernels } from '../../kernels/kernels.ts';
import { type Layer, noForwardYet, parameter } from './layer.ts';

export interface BatchNormOptions {
  readonly channels: number;
  /** Numbers per channel in a row: 1 after a dense layer, height times width after a convolution. */
  readonly inner: number;
  readonly epsilon: number;
  readonly exponentialAverageFactor: number;
}

/** What inference normalizes by; training replaces it. */
export interface RunningState {
  runningMean: Float32Array;
  runningVariance: Float32Array;
}

export interface BatchNormLayer extends Layer {
  readonly kind: 'batchNorm';
  readonly options: BatchNormOptions;
  readonly state: RunningState;
  /** The input of the latest forward call: what is normalized. */
  readonly latestInput: () => Float32Array;
}

/** The four operations that the layer needs of an implementation of batch norm. */
export type BatchNormKernels = Pick<
  Kernels,
  'training' | 'inference' | 'trainingGradient' | 'inferenceGradient'
>;

/** Batch norm by the kernels of this package: gamma begins as ones, beta as zeros, the running statistics as 0 and 1. */
export function batchNormLayer(options: BatchNormOptions, kernels: BatchNormKernels): BatchNormLayer {
  const { channels, inner, epsilon } = options;
  const gamma = parameter('gamma', new Float32Array(channels).fill(1));
  const beta = parameter('beta', new Float32Array(channels));
  const state: RunningState = {
    runningMean: new Float32Array(channels),
    runningVariance: new Float32Array(channels).fill(1),
  };
  let seen: { data: Float32Array; shape: readonly number[]; training: boolean } | null = null;
  const affine = { gamma: gamma.values, beta: beta.values, epsilon, channelAxis: 1 };
  return {
    kind: 'batchNorm',
    options,
    state,
    latestInput: () => seen?.data ?? new Float32Array(0),
    parameters: [gamma, beta],
    forward: (data, rows, mode) => {
      const shape = inner === 1 ? [rows, channels] : [rows, channels, inner];
      seen = { data, shape, training: mode === 'training' };
      const given = { ...affine, ...state, input: { shape, data } };
      if (mode === 'inference') return kernels.inference(given).data;
      const result = kernels.training({
        ...given,
        exponentialAverageFactor: options.exponentialAverageFactor,
      });
      state.runningMean = result.runningMean;
      state.runningVariance = result.runningVariance;
      return result.output.data;
    },
    backward: (gradOutput) => {
      if (seen === null) throw noForwardYet('batchNorm');
      const { data, shape, training } = seen;
      const given = { ...affine, input: { shape, data }, gradOutput: { shape, data: gradOutput } };
      const result = training
        ? kernels.trainingGradient(given)
        : kernels.inferenceGradient({ ...given, ...state });
      gamma.gradient.set(result.gradGamma!);
      beta.gradient.set(result.gradBeta!);
      return result.gradInput.data;
    },
  };
}

/** True for the one kind of layer that keeps statistics. */
export function isBatchNorm(layer: Layer): layer is BatchNormLayer {
  return layer.kind === 'batchNorm';
}
