import { addToRows, sumOverRows } from './dense.ts';
import { type Layer, noForwardYet, parameter } from './layer.ts';
import type { Multiply } from './multiply.ts';

export interface ConvolutionOptions {
  /** Of each image: channels, height and width; one row of the input is one image, channel by channel. */
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  readonly kernel: number;
  readonly stride: number;
  readonly outputs: number;
  /** (channels * kernel * kernel) x outputs, row-major. */
  readonly weights: Float32Array;
  readonly bias: boolean;
  readonly first: boolean;
}

/** Height and width of what a convolution without padding gives. */
export function convolvedSize({
  height,
  width,
  kernel,
  stride,
}: Pick<ConvolutionOptions, 'height' | 'width' | 'kernel' | 'stride'>): { height: number; width: number } {
  const sizeOf = (length: number) => Math.floor((length - kernel) / stride) + 1;
  return { height: sizeOf(height), width: sizeOf(width) };
}

/**
 * A convolution without padding (as in machine learning: a correlation), as one matrix product: a row of `patches` for each place of
 * the output, times the weights. The output is channel by channel within each image.
 */
export function convolution(options: ConvolutionOptions, multiply: Multiply): Layer {
  const { channels, kernel, outputs } = options;
  const size = convolvedSize(options);
  const places = size.height * size.width;
  const patch = channels * kernel * kernel;
  const offsets = patchOffsets(options, size);
  const imageLength = channels * options.height * options.width;
  const weights = parameter('weights', options.weights);
  const bias = options.bias ? parameter('bias', new Float32Array(outputs)) : null;
  const matrix = { values: weights.values, rows: patch, columns: outputs };
  let seen: { patches: Float32Array; rows: number } | null = null;
  return {
    kind: 'convolution',
    parameters: bias === null ? [weights] : [weights, bias],
    forward: (input, rows) => {
      const patches = new Float32Array(rows * places * patch);
      for (let row = 0; row < rows; row++) {
        const from = row * imageLength;
        const to = row * offsets.length;
        for (let k = 0; k < offsets.length; k++) patches[to + k] = input[from + offsets[k]!]!;
      }
      seen = { patches, rows };
      const product = multiply({ values: patches, rows: rows * places, columns: patch }, matrix);
      if (bias !== null) addToRows(product, bias.values);
      return swapInner(product, rows, places, outputs);
    },
    backward: (gradOutput) => {
      if (seen === null) throw noForwardYet('convolution');
      const { patches, rows } = seen;
      const values = swapInner(gradOutput, rows, outputs, places);
      const gradients = { values, rows: rows * places, columns: outputs };
      const transposed = { values: patches, rows: patch, columns: rows * places, transposed: true } as const;
      weights.gradient.set(multiply(transposed, gradients));
      if (bias !== null) sumOverRows(values, bias.gradient);
      if (options.first) return new Float32Array(0);
      const gradPatches = multiply(gradients, { ...matrix, rows: outputs, columns: patch, transposed: true });
      const gradInput = new Float32Array(rows * imageLength);
      for (let row = 0; row < rows; row++) {
        const to = row * imageLength;
        const from = row * offsets.length;
        for (let k = 0; k < offsets.length; k++) {
          gradInput[to + offsets[k]!] = gradInput[to + offsets[k]!]! + gradPatches[from + k]!;
        }
      }
      return gradInput;
    },
  };
}

/** For each place of the output and each number of its patch, where that lies in the image. */
function patchOffsets(
  { channels, height, width, kernel, stride }: ConvolutionOptions,
  size: { readonly height: number; readonly width: number },
): Int32Array {
  const offsets: number[] = [];
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      for (let c = 0; c < channels; c++) {
        for (let dy = 0; dy < kernel; dy++) {
          for (let dx = 0; dx < kernel; dx++) {
            offsets.push((c * height + y * stride + dy) * width + x * stride + dx);
          }
        }
      }
    }
  }
  return Int32Array.from(offsets);
}

/** From [rows, a, b] to [rows, b, a]. */
function swapInner(values: Float32Array, rows: number, a: number, b: number): Float32Array {
  const swapped = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    const at = row * a * b;
    for (let i = 0; i < a; i++) {
      for (let j = 0; j < b; j++) swapped[at + j * a + i] = values[at + i * b + j]!;
    }
  }
  return swapped;
}
