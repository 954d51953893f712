import { type BatchNormLayer, isBatchNorm } from './batch-norm.ts';
import type { Descent } from './descent.ts';
import type { Layer, Mode, Parameter } from './layer.ts';
import { type LossResult, softmaxCrossEntropy } from './softmax-cross-entropy.ts';

/** Rows of inputs with their labels. */
export interface Batch {
  readonly inputs: Float32Array;
  readonly labels: Uint8Array;
}

export interface Network {
  readonly layers: readonly Layer[];
  readonly parameters: readonly Parameter[];
  readonly batchNorms: readonly BatchNormLayer[];
  readonly classes: number;
}

/** A network of layers, each on the output of the one before. */
export function network(layers: readonly Layer[], classes: number): Network {
  return {
    layers,
    classes,
    parameters: layers.flatMap(({ parameters }) => parameters),
    batchNorms: layers.filter(isBatchNorm),
  };
}

/** The outputs of all layers, one after another; the last are the logits. */
export function outputsOf(
  { layers }: Network,
  inputs: Float32Array,
  rows: number,
  mode: Mode,
): Float32Array[] {
  const outputs: Float32Array[] = [];
  let values = inputs;
  for (const layer of layers) {
    values = layer.forward(values, rows, mode);
    outputs.push(values);
  }
  return outputs;
}

/** The loss of a batch; its gradients are left in the parameters. Training mode moves the running statistics. */
export function lossAndGradients(net: Network, batch: Batch, mode: Mode = 'training'): LossResult {
  const result = lossOf(net, batch, mode);
  let gradient = result.gradLogits;
  for (const layer of [...net.layers].reverse()) gradient = layer.backward(gradient);
  return result;
}

/** The loss of a batch, without gradients. */
export function lossOf(net: Network, batch: Batch, mode: Mode): LossResult {
  const logits = outputsOf(net, batch.inputs, batch.labels.length, mode).at(-1)!;
  return softmaxCrossEntropy(logits, batch.labels, net.classes);
}

/** One step of training; gives the loss before it. */
export function trainStep(net: Network, batch: Batch, step: Descent): LossResult {
  const result = lossAndGradients(net, batch);
  step(net.parameters);
  return result;
}

/** Runs something that may move the running statistics, and puts them back. */
export function keepingStatistics<T>({ batchNorms }: Network, run: () => T): T {
  const before = batchNorms.map(({ state }) => ({ ...state }));
  try {
    return run();
  } finally {
    batchNorms.forEach(({ state }, i) => {
      Object.assign(state, before[i]);
    });
  }
}
