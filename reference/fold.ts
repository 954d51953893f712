/** What inference knows of each channel. */
export interface ChannelParameters {
  readonly gamma: ArrayLike<number>;
  readonly beta: ArrayLike<number>;
  readonly runningMean: ArrayLike<number>;
  readonly runningVariance: ArrayLike<number>;
  readonly epsilon: number;
}

/** y = scale x + shift, per channel: all that inference does. */
export interface ScaleAndShift {
  readonly scale: Float64Array;
  readonly shift: Float64Array;
}

/** The weights of a linear layer or convolution: row-major, with the bias of each output channel. */
export interface LinearLayer {
  readonly shape: readonly number[];
  readonly weights: Float64Array;
  /** Null where the layer has none, which means zeros. */
  readonly bias: Float64Array | null;
}

/** Inference as one product and one sum: scale = gamma r, shift = beta - runningMean scale. */
export function scaleAndShift(parameters: ChannelParameters): ScaleAndShift {
  const { gamma, beta, runningMean, runningVariance, epsilon } = parameters;
  const scale = Float64Array.from(gamma, (value, c) => value / Math.sqrt(runningVariance[c]! + epsilon));
  const shift = scale.map((a, c) => beta[c]! - runningMean[c]! * a);
  return { scale, shift };
}

/**
 * The layer that does at once what `layer` and a batch norm after it do: W' = scale W, b' = scale b + shift, by output channel.
 *
 * `outputAxis` is the axis of the weights that counts output channels: 0 for linear layers and convolutions, 1 for transposed
 * convolutions, whose weights are (in, out / groups, ...): there `groups` says which group an input channel belongs to.
 * The layer always has a bias: without it the shift would be lost.
 */
export function foldAfter(
  layer: LinearLayer,
  { scale, shift }: ScaleAndShift,
  outputAxis: 0 | 1 = 0,
  groups = 1,
): LinearLayer & { readonly bias: Float64Array } {
  const channelOf = outputChannels(layer.shape, outputAxis, groups);
  return {
    shape: layer.shape,
    weights: layer.weights.map((weight, at) => weight * scale[channelOf(at)]!),
    bias: shift.map((b, o) => scale[o]! * (layer.bias?.[o] ?? 0) + b),
  };
}

/**
 * The layer that does at once what a batch norm before it and `layer` do: W'_oi = W_oi scale_i, b'_o = b_o + sum(W_oi shift_i), for
 * weights (out, in, ...), summed over the places of a kernel too.
 *
 * Not where the convolution pads with zeros: its border then lacks a part of the shift. `paddingBefore` gives what to pad with.
 */
export function foldBefore(
  layer: LinearLayer,
  { scale, shift }: ScaleAndShift,
): LinearLayer & { readonly bias: Float64Array } {
  const [outputs, inputs] = layer.shape as readonly [number, number];
  const places = layer.weights.length / (outputs * inputs);
  const inputOf = (at: number) => Math.floor(at / places) % inputs;
  const bias = Float64Array.from({ length: outputs }, (_, o) => layer.bias?.[o] ?? 0);
  layer.weights.forEach((weight, at) => {
    bias[Math.floor(at / (inputs * places))]! += weight * shift[inputOf(at)]!;
  });
  return {
    shape: layer.shape,
    weights: layer.weights.map((weight, at) => weight * scale[inputOf(at)]!),
    bias,
  };
}

/** The input that batch norm takes to 0, per channel: what a folded convolution must pad with. Infinite where gamma is 0. */
export function paddingBefore({ scale, shift }: ScaleAndShift): Float64Array {
  return scale.map((a, c) => -shift[c]! / a);
}

function outputChannels(shape: readonly number[], outputAxis: 0 | 1, groups: number): (at: number) => number {
  const [first, second] = shape as readonly [number, number];
  const size = shape.reduce((a, b) => a * b, 1);
  const rest = size / first;
  if (outputAxis === 0) return (at) => Math.floor(at / rest);
  const places = rest / second;
  const inputsPerGroup = first / groups;
  return (at) => {
    const group = Math.floor(Math.floor(at / rest) / inputsPerGroup);
    return group * second + (Math.floor(at / places) % second);
  };
}
