import { type Layer, noForwardYet, parameter } from './layer.ts';
import type { Multiply } from './multiply.ts';

export interface DenseOptions {
  readonly inputs: number;
  readonly outputs: number;
  /** inputs x outputs, row-major. */
  readonly weights: Float32Array;
  /** False before batch norm, which takes any offset away again. */
  readonly bias: boolean;
  /** True where nobody needs the gradient of the input: the layer then gives an empty one. */
  readonly first: boolean;
}

/** y = x W + b; gradients x^T g, the sum of g over the rows, and g W^T. */
export function dense(options: DenseOptions, multiply: Multiply): Layer {
  const { inputs, outputs } = options;
  const weights = parameter('weights', options.weights);
  const bias = options.bias ? parameter('bias', new Float32Array(outputs)) : null;
  const matrix = { values: weights.values, rows: inputs, columns: outputs };
  let seen: { input: Float32Array; rows: number } | null = null;
  return {
    kind: 'dense',
    parameters: bias === null ? [weights] : [weights, bias],
    forward: (input, rows) => {
      seen = { input, rows };
      const output = multiply({ values: input, rows, columns: inputs }, matrix);
      if (bias !== null) addToRows(output, bias.values);
      return output;
    },
    backward: (gradOutput) => {
      if (seen === null) throw noForwardYet('dense');
      const { input, rows } = seen;
      const gradients = { values: gradOutput, rows, columns: outputs };
      weights.gradient.set(
        multiply({ values: input, rows: inputs, columns: rows, transposed: true }, gradients),
      );
      if (bias !== null) sumOverRows(gradOutput, bias.gradient);
      if (options.first) return new Float32Array(0);
      return multiply(gradients, { ...matrix, rows: outputs, columns: inputs, transposed: true });
    },
  };
}

/** Adds a vector to each row. */
export function addToRows(values: Float32Array, row: Float32Array): void {
  for (let at = 0; at < values.length; at += row.length) {
    for (let j = 0; j < row.length; j++) values[at + j] = values[at + j]! + row[j]!;
  }
}

/** The sum of all rows, each added in float32. */
export function sumOverRows(values: Float32Array, sums: Float32Array): void {
  sums.fill(0);
  for (let at = 0; at < values.length; at += sums.length) {
    for (let j = 0; j < sums.length; j++) sums[j] = sums[j]! + values[at + j]!;
  }
}
