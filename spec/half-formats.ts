import type { Dtype } from './contract.ts';

/** The formats of 16 bits; their values are float32 values too, and are held as such. */
export type HalfDtype = Extract<Dtype, 'float16' | 'bfloat16'>;

/** Bits of the significand, the hidden one included; the exponent of the smallest normal number; the largest number. */
const formats = {
  float16: { precision: 11, minExponent: -14, largest: (2 - 2 ** -10) * 2 ** 15 },
  bfloat16: { precision: 8, minExponent: -126, largest: (2 - 2 ** -7) * 2 ** 127 },
} as const;

export function isHalf(dtype: Dtype): dtype is HalfDtype {
  return dtype === 'float16' || dtype === 'bfloat16';
}

/** The bits of a significand, the hidden one included. */
export const precisionOf: Readonly<Record<Dtype, number>> = {
  float16: formats.float16.precision,
  bfloat16: formats.bfloat16.precision,
  float32: 24,
  float64: 53,
};

/**
 * A float32 value rounded to the nearest number of the format, ties to even; subnormals are kept, and what lies beyond the largest
 * number becomes that one. NaN, infinities and signed zeros stay.
 *
 * The logarithm of a float32 value just below a power of two has its first one more than 24 bits behind the point: its floor is right.
 */
export function roundToHalf(value: number, dtype: HalfDtype): number {
  if (value === 0 || !Number.isFinite(value)) return value;
  const { precision, minExponent, largest } = formats[dtype];
  const exponent = Math.max(Math.floor(Math.log2(Math.abs(value))), minExponent);
  const spacing = 2 ** (exponent - precision + 1);
  const rounded = toEven(value / spacing) * spacing;
  return Math.abs(rounded) > largest ? Math.sign(value) * largest : rounded;
}

/** True where each is a number of the format. */
export function areHalf(values: ArrayLike<number>, dtype: HalfDtype): boolean {
  for (let at = 0; at < values.length; at++) {
    if (!Object.is(roundToHalf(values[at]!, dtype), values[at])) return false;
  }
  return true;
}

/** The nearest integer, ties to even, of a value below 2^51: the sum has no bits left for a fraction. */
function toEven(value: number): number {
  const large = 1.5 * 2 ** 52;
  const rounded = Math.abs(value) + large - large;
  return value < 0 ? -rounded : rounded;
}
