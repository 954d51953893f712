import { bytesOfBase64 } from './base64.ts';
import type { JsonTensor } from './json-tensor.ts';

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** The elements of a checked JSON tensor. */
export function tensorOf({ data }: JsonTensor): Float32Array {
  const bytes = bytesOfBase64(data);
  if (isLittleEndian) return new Float32Array(bytes.buffer);
  const view = new DataView(bytes.buffer);
  const values = new Float32Array(bytes.length / Float32Array.BYTES_PER_ELEMENT);
  for (let k = 0; k < values.length; k++) {
    values[k] = view.getFloat32(k * Float32Array.BYTES_PER_ELEMENT, true);
  }
  return values;
}
