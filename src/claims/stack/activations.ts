import { type Layer, noForwardYet } from './layer.ts';

/** max(x, 0); the gradient at 0 is 0. NaN stays NaN. */
export function relu(): Layer {
  let seen: Float32Array | null = null;
  return {
    kind: 'relu',
    parameters: [],
    forward: (input) => {
      seen = input;
      return input.map((x) => (x < 0 ? 0 : x));
    },
    backward: (gradOutput) => {
      if (seen === null) throw noForwardYet('relu');
      const input = seen;
      return gradOutput.map((g, i) => (input[i]! > 0 ? g : 0));
    },
  };
}

/** 1 / (1 + exp(-x)), computed in float64 and rounded once; its gradient from the rounded output. */
export function sigmoid(): Layer {
  let seen: Float32Array | null = null;
  return {
    kind: 'sigmoid',
    parameters: [],
    forward: (input) => {
      seen = input.map((x) => 1 / (1 + Math.exp(-x)));
      return seen;
    },
    backward: (gradOutput) => {
      if (seen === null) throw noForwardYet('sigmoid');
      const output = seen;
      return gradOutput.map((g, i) => g * output[i]! * (1 - output[i]!));
    },
  };
}
