/**
 * A small convolutional net for digits, with batch norm in the four places that differ most in what they see:
 *
 *   pixels 0..255 -> batch norm "pixels" -> conv 5x5 stride 2, 6 channels
 *     -> batch norm "conv1" -> relu -> conv 3x3 stride 2, 16 channels -> relu
 *     -> batch norm "relu2" -> dense 84 -> batch norm "dense3" -> relu -> dense 10 -> softmax
 *
 * "pixels" sees one channel, far from zero mean and unit variance; "conv1" sees plain activations; "relu2"
 * sees what a relu leaves, sparse and partly dead; "dense3" has rank 2, so only a batch per channel.
 * A convolution or dense layer has no bias where a batch norm would subtract it at once.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { SeededRandom } from './seeded-random.ts';

export interface BatchNormLayer {
  readonly name: string;
  /** Height and width of what it sees; empty where it sees features without place. */
  readonly space: readonly number[];
  readonly channels: number;
  readonly epsilon: number;
  readonly exponentialAverageFactor: number;
}

/** Epsilon and factor are the defaults of two common frameworks in turn, as float32. */
export const batchNormLayers: readonly BatchNormLayer[] = [
  {
    name: 'pixels',
    space: [28, 28],
    channels: 1,
    epsilon: Math.fround(1e-5),
    exponentialAverageFactor: Math.fround(0.1),
  },
  {
    name: 'conv1',
    space: [14, 14],
    channels: 6,
    epsilon: Math.fround(1e-3),
    exponentialAverageFactor: Math.fround(0.01),
  },
  {
    name: 'relu2',
    space: [7, 7],
    channels: 16,
    epsilon: Math.fround(1e-5),
    exponentialAverageFactor: Math.fround(0.1),
  },
  {
    name: 'dense3',
    space: [],
    channels: 84,
    epsilon: Math.fround(1e-3),
    exponentialAverageFactor: Math.fround(0.01),
  },
];

/** A trained array by name; updated in place from step to step. */
export interface Parameter {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** The state before training: weights by He et al. (2015), biases and beta 0, gamma 1. */
export function initialParameters(random: SeededRandom): readonly Parameter[] {
  const weight = (name: string, shape: readonly number[]): Parameter => {
    const size = shape.reduce((product, length) => product * length, 1);
    const deviation = Math.sqrt(2 / (size / shape.at(-1)!));
    return { name, shape, data: Float32Array.from({ length: size }, () => deviation * random.normal()) };
  };
  const constant = (name: string, length: number, value: number): Parameter => {
    return { name, shape: [length], data: new Float32Array(length).fill(value) };
  };
  return [
    weight('conv1', [5, 5, 1, 6]),
    weight('conv2', [3, 3, 6, 16]),
    constant('conv2.bias', 16, 0),
    weight('dense3', [7 * 7 * 16, 84]),
    weight('dense4', [84, 10]),
    constant('dense4.bias', 10, 0),
    ...batchNormLayers.flatMap(({ name, channels }) => [
      constant(`${name}.gamma`, channels, 1),
      constant(`${name}.beta`, channels, 0),
    ]),
  ];
}

/** What one of the batch norms is to do with its input: differs between training and inference. */
export type Normalize = (layer: BatchNormLayer, input: tf.Tensor) => tf.Tensor;

/** The logits, [batch, 10], of images [batch, 28, 28, 1]. */
export function logitsOf(
  images: tf.Tensor4D,
  parameters: ReadonlyMap<string, tf.Tensor>,
  normalize: Normalize,
): tf.Tensor2D {
  const [pixels, conv1, relu2, dense3] = batchNormLayers;
  const of = <T extends tf.Tensor>(name: string) => parameters.get(name)! as T;
  const first = tf.conv2d(normalize(pixels!, images) as tf.Tensor4D, of<tf.Tensor4D>('conv1'), 2, 'same');
  const second = tf.conv2d(
    tf.relu(normalize(conv1!, first)) as tf.Tensor4D,
    of<tf.Tensor4D>('conv2'),
    2,
    'same',
  );
  const sparse = normalize(relu2!, tf.relu(tf.add(second, of('conv2.bias'))));
  const flat = tf.reshape(sparse, [images.shape[0], -1]);
  const third = tf.relu(normalize(dense3!, tf.matMul(flat, of('dense3'))));
  return tf.add(tf.matMul(third, of('dense4')), of('dense4.bias'));
}
