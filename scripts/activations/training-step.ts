import * as tf from '@tensorflow/tfjs-core';
import {
  type BatchNormLayer,
  batchNormLayers,
  logitsOf,
  type Normalize,
  type Parameter,
} from './digit-network.ts';
import type { Digits } from './mnist-digits.ts';

/** What a batch-norm layer saw in one step. */
export interface Seen {
  readonly shape: readonly number[];
  readonly input: Float32Array;
  /** Gradient of the loss with respect to the layer's output. */
  readonly gradOutput: Float32Array;
  readonly batchMean: Float32Array;
  /** Biased. */
  readonly batchVariance: Float32Array;
}

export interface StepGradients {
  /** Mean cross entropy of the batch. */
  readonly loss: number;
  readonly gradients: ReadonlyMap<string, Float32Array>;
  readonly seen: ReadonlyMap<string, Seen>;
}

/**
 * Loss and gradients of one batch, with all that its batch norms saw.
 *
 * To each batch norm's output a tensor of zeros is added; the gradient with respect to these zeros is the
 * gradient with respect to the output.
 */
export function gradientsOf(batch: Digits, parameters: readonly Parameter[]): StepGradients {
  return inScope(() => {
    const forward = new Map<string, Omit<Seen, 'gradOutput'>>();
    const names = parameters.map(({ name }) => name);
    const weights = parameters.map(({ data, shape }) => tf.tensor(data, [...shape]));
    const size = batch.labels.length;
    const zeros = batchNormLayers.map(({ space, channels }) => tf.zeros([size, ...space, channels]));
    const loss = (...tensors: tf.Tensor[]): tf.Scalar => {
      const byName = new Map(names.map((name, index) => [name, tensors[index]!]));
      const normalize: Normalize = (layer, input) => {
        const zero = tensors[names.length + batchNormLayers.indexOf(layer)]!;
        return tf.add(normalizeByBatch(layer, input, byName, forward), zero);
      };
      return tf.losses.softmaxCrossEntropy(oneHot(batch), logitsOf(imagesOf(batch), byName, normalize));
    };
    const { value, grads } = tf.valueAndGrads(loss)([...weights, ...zeros]);
    const arrays = grads.map((gradient) => copyOf(gradient));
    return {
      loss: value.dataSync()[0]!,
      gradients: new Map(names.map((name, index) => [name, arrays[index]!])),
      seen: new Map(
        batchNormLayers.map(({ name }, index) => [
          name,
          { ...forward.get(name)!, gradOutput: arrays[names.length + index]! },
        ]),
      ),
    };
  });
}

/** Frees the tensors that `compute` makes; unlike tf.tidy, it lets plain data of any type out. */
function inScope<T>(compute: () => T): T {
  tf.engine().startScope();
  try {
    return compute();
  } finally {
    tf.engine().endScope();
  }
}

/** [batch, 28, 28, 1] of bytes as they are, 0..255. */
export function imagesOf(batch: Digits): tf.Tensor4D {
  return tf.tensor4d(Float32Array.from(batch.pixels), [batch.labels.length, 28, 28, 1]);
}

function normalizeByBatch(
  layer: BatchNormLayer,
  input: tf.Tensor,
  parameters: ReadonlyMap<string, tf.Tensor>,
  forward: Map<string, Omit<Seen, 'gradOutput'>>,
): tf.Tensor {
  const axes = input.shape.map((_, axis) => axis).slice(0, -1);
  const { mean, variance } = tf.moments(input, axes);
  forward.set(layer.name, {
    shape: input.shape,
    input: copyOf(input),
    batchMean: copyOf(mean),
    batchVariance: copyOf(variance),
  });
  const invStd = tf.rsqrt(tf.add(variance, layer.epsilon));
  const normalized = tf.mul(tf.sub(input, mean), invStd);
  const scaled = tf.mul(normalized, parameters.get(`${layer.name}.gamma`)!);
  return tf.add(scaled, parameters.get(`${layer.name}.beta`)!);
}

function oneHot(batch: Digits): tf.Tensor {
  return tf.cast(tf.oneHot(tf.tensor1d(batch.labels, 'int32'), 10), 'float32');
}

function copyOf(tensor: tf.Tensor): Float32Array {
  return Float32Array.from(tensor.dataSync());
}
