import type { Layer, Parameter } from '../stack/layer.ts';
import type { Network } from '../stack/network.ts';

/** The weights of all layers, without biases, gamma and beta: what networks with and without batch norm have in common. */
export function weightsOf({ parameters }: Network): readonly Parameter[] {
  return parameters.filter(({ name }) => name === 'weights');
}

/** The layers that have weights, in order. */
export function weightedLayersOf({ layers }: Network): readonly Layer[] {
  return layers.filter(({ parameters }) => parameters.some(({ name }) => name === 'weights'));
}

/** All gradients, one after another. */
export function gradientsOf(parameters: readonly Parameter[]): Float32Array {
  return joined(parameters.map(({ gradient }) => gradient));
}

/** All values, one after another. */
export function valuesOf(parameters: readonly Parameter[]): Float32Array {
  return joined(parameters.map(({ values }) => values));
}

/** Sets values to `from - rate * direction`, one parameter after another. */
export function moveTo(
  parameters: readonly Parameter[],
  from: Float32Array,
  rate = 0,
  direction: Float32Array = from,
): void {
  let at = 0;
  for (const { values } of parameters) {
    for (let i = 0; i < values.length; i++) {
      values[i] = rate === 0 ? from[at + i]! : from[at + i]! - rate * direction[at + i]!;
    }
    at += values.length;
  }
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
