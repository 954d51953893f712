import { endianness } from 'node:os';
import type { Dtype, Values } from '../../spec/contract.ts';
import { halfFromBits, halfToBits } from './half-bits.ts';

/** Base64 of the values' little-endian bytes; every bit survives, NaN payloads (but in 16 bits) and signed zeros too. */
export function encodeValues(values: Values, dtype: Dtype): string {
  if (dtype === 'float16' || dtype === 'bfloat16') {
    const halves = Buffer.alloc(2 * values.length);
    for (const [at, value] of values.entries()) halves.writeUInt16LE(halfToBits(value, dtype), 2 * at);
    return halves.toString('base64');
  }
  const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  return inLittleEndian(bytes, values.BYTES_PER_ELEMENT).toString('base64');
}

/** How many bytes a value of the dtype takes. */
export function bytesPerValue(dtype: Dtype): number {
  return { float16: 2, bfloat16: 2, float32: 4, float64: 8 }[dtype];
}

/** The values in fresh memory; `bytes.length` must be a multiple of the dtype's size. */
export function decodeValues(bytes: Buffer, dtype: Dtype): Values {
  const count = bytes.length / bytesPerValue(dtype);
  if (dtype === 'float16' || dtype === 'bfloat16') {
    return Float32Array.from({ length: count }, (_, at) => halfFromBits(bytes.readUInt16LE(2 * at), dtype));
  }
  const values = dtype === 'float32' ? new Float32Array(count) : new Float64Array(count);
  new Uint8Array(values.buffer).set(inLittleEndian(bytes, values.BYTES_PER_ELEMENT));
  return values;
}

/** Swaps on the rare machine whose own order is big-endian, always in a copy. */
function inLittleEndian(bytes: Buffer, size: number): Buffer {
  if (endianness() === 'LE') return bytes;
  const copy = Buffer.from(bytes);
  return size === Float32Array.BYTES_PER_ELEMENT ? copy.swap32() : copy.swap64();
}
