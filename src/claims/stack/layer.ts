export type Mode = 'training' | 'inference';

/** Numbers that training changes, and the gradient that the latest backward call wrote. */
export interface Parameter {
  readonly name: string;
  readonly values: Float32Array;
  readonly gradient: Float32Array;
}

/** A layer of a network on rows: a tensor of `rows` times so many numbers, row-major. */
export interface Layer {
  readonly kind: 'dense' | 'convolution' | 'relu' | 'sigmoid' | 'batchNorm';
  readonly parameters: readonly Parameter[];
  /** Keeps what `backward` needs of this call, and the input itself: it must not be written to before. */
  readonly forward: (input: Float32Array, rows: number, mode: Mode) => Float32Array;
  /**
   * Gradients of sum(gradOutput * output) of the latest forward call: writes those of the parameters and gives that of the input. A
   * layer may give an empty array where it was told that nobody needs it.
   */
  readonly backward: (gradOutput: Float32Array) => Float32Array;
}

/** A parameter with these values. */
export function parameter(name: string, values: Float32Array): Parameter {
  return { name, values, gradient: new Float32Array(values.length) };
}

/** What a layer says when `backward` comes first. */
export function noForwardYet(kind: string): Error {
  return new Error(`the ${kind} layer has no forward call to go back through`);
}
