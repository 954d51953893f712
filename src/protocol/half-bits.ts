/** The bits of numbers of the 16-bit formats. All are float32 values, and are held as such. */
import type { Dtype } from '../../spec/contract.ts';

type HalfDtype = Extract<Dtype, 'float16' | 'bfloat16'>;

const words = new DataView(new ArrayBuffer(4));

/** The number of these 16 bits. */
export function halfFromBits(bits: number, dtype: HalfDtype): number {
  if (dtype === 'bfloat16') {
    // The upper half of a float32.
    words.setUint32(0, bits * 2 ** 16);
    return words.getFloat32(0);
  }
  const sign = bits >= 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 2 ** 10) * 2 ** (exponent - 15);
}

/** The 16 bits of a number of the format; what lies between two of them is cut towards zero. Any NaN gives the same quiet one. */
export function halfToBits(value: number, dtype: HalfDtype): number {
  if (Number.isNaN(value)) return dtype === 'bfloat16' ? 0x7fc0 : 0x7e00;
  words.setFloat32(0, value);
  const bits = words.getUint32(0);
  if (dtype === 'bfloat16') return bits >>> 16;
  const sign = (bits >>> 31) << 15;
  const exponent = ((bits >>> 23) & 0xff) - 127 + 15;
  if (exponent >= 0x1f) return sign + 0x7c00;
  if (exponent > 0) return sign + (exponent << 10) + ((bits >>> 13) & 0x3ff);
  return sign + Math.trunc(Math.abs(value) * 2 ** 24);
}
