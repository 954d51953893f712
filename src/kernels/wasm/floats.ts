/** Float32 numbers that live in the memory of the kernels. */
export interface Floats {
  readonly address: number;
  readonly length: number;
  /**
   * The numbers themselves: no copy. Ask for it anew after `allocate` or `prepare`: where the memory has grown, older views of it
   * are empty.
   */
  readonly values: Float32Array;
}
