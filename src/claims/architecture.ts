import type { Random } from '../../spec/arbitraries/random.ts';
import { type DataSet, featuresOf } from './data/data-set.ts';
import type { Laboratory } from './laboratory.ts';
import { relu, sigmoid } from './stack/activations.ts';
import { batchNormLayer } from './stack/batch-norm.ts';
import { convolution, convolvedSize } from './stack/convolution.ts';
import { dense } from './stack/dense.ts';
import type { Layer } from './stack/layer.ts';
import { type Network, network } from './stack/network.ts';

/** A network as data. */
export interface Architecture {
  /** Hidden layers: units of dense ones, or output channels of convolutions 3 x 3 with stride 2; one dense layer follows. */
  readonly kind: 'dense' | 'convolution';
  readonly hidden: readonly number[];
  readonly activation: 'relu' | 'sigmoid';
  /** Between each hidden layer, which then has no bias, and its activation. */
  readonly batchNorm: boolean;
  /** Times the usual size of initial weights. */
  readonly weightScale: number;
}

/** Of the libraries' common defaults: PyTorch's epsilon (as float32) and weight of the new batch. */
export const EPSILON = Math.fround(1e-5);
export const EXPONENTIAL_AVERAGE_FACTOR = Math.fround(0.1);

/**
 * Builds a network for a data set. Weights are bell-shaped with variance 1/inputs, or 2/inputs before a ReLU (He et al. 2015), times the
 * square of `weightScale`; biases are 0. The same random source gives the same weights with and without batch norm.
 */
export function buildNetwork(
  architecture: Architecture,
  data: DataSet,
  random: Random,
  { kernels, multiply }: Pick<Laboratory, 'kernels' | 'multiply'>,
): Network {
  const { kind, activation, batchNorm, weightScale } = architecture;
  const layers: Layer[] = [];
  const weightsOf = (inputs: number, outputs: number, gain: number) => {
    const size = weightScale * Math.sqrt(gain / inputs);
    return Float32Array.from({ length: inputs * outputs }, () => size * random.normal());
  };
  const gain = activation === 'relu' ? 2 : 1;
  let image = { channels: 1, height: data.height, width: data.width };
  for (const outputs of architecture.hidden) {
    const first = layers.length === 0;
    const options = { outputs, bias: !batchNorm, first };
    if (kind === 'dense') {
      const inputs = image.channels * featuresOf(image);
      layers.push(dense({ ...options, inputs, weights: weightsOf(inputs, outputs, gain) }, multiply));
      image = { channels: outputs, height: 1, width: 1 };
    } else {
      const place = { ...image, kernel: 3, stride: 2 };
      const weights = weightsOf(9 * image.channels, outputs, gain);
      layers.push(convolution({ ...options, ...place, weights }, multiply));
      image = { channels: outputs, ...convolvedSize(place) };
    }
    if (batchNorm) {
      const statistics = { epsilon: EPSILON, exponentialAverageFactor: EXPONENTIAL_AVERAGE_FACTOR };
      layers.push(
        batchNormLayer({ channels: image.channels, inner: featuresOf(image), ...statistics }, kernels),
      );
    }
    layers.push(activation === 'relu' ? relu() : sigmoid());
  }
  const inputs = image.channels * featuresOf(image);
  const last = { inputs, outputs: data.classes, bias: true, first: layers.length === 0 };
  layers.push(dense({ ...last, weights: weightsOf(inputs, data.classes, 1) }, multiply));
  return network(layers, data.classes);
}
