import type { Values } from '../../../spec/contract.ts';

/** The bytes of the values, little-endian whatever the machine. */
export function littleEndianBytes(values: Values): Uint8Array {
  const size = values.BYTES_PER_ELEMENT;
  const view = new DataView(new ArrayBuffer(values.length * size));
  values.forEach((value, k) => {
    if (size === Float32Array.BYTES_PER_ELEMENT) view.setFloat32(k * size, value, true);
    else view.setFloat64(k * size, value, true);
  });
  return new Uint8Array(view.buffer);
}
