/** A binary floating-point format. */
export interface FloatFormat {
  /** Bits of the significand, the hidden one included. */
  readonly precision: number;
  /** Exponents of the smallest and of the largest normal number. */
  readonly minExponent: number;
  readonly maxExponent: number;
}

const float16: FloatFormat = { precision: 11, minExponent: -14, maxExponent: 15 };
const bfloat16: FloatFormat = { precision: 8, minExponent: -126, maxExponent: 127 };

/**
 * The value rounded to the nearest number of a format, ties to even; subnormals are kept, and what rounds
 * beyond the largest number becomes infinite. NaN, infinities and signed zeros stay.
 *
 * Dividing by the spacing of the format's numbers around the value is exact, and so is multiplying back;
 * only the rounding to an integer between them is not.
 */
export function roundToFormat(value: number, { precision, minExponent, maxExponent }: FloatFormat): number {
  if (value === 0 || !Number.isFinite(value)) return value;
  const exponent = Math.max(exponentOf(value), minExponent);
  const spacing = 2 ** (exponent - precision + 1);
  const rounded = roundToInteger(value / spacing) * spacing;
  return Math.abs(rounded) < 2 ** (maxExponent + 1) ? rounded : Math.sign(value) * Number.POSITIVE_INFINITY;
}

/** Half precision: 11 bits, largest number 65504. */
export function roundToFloat16(value: number): number {
  return roundToFormat(value, float16);
}

/** Brain float: 8 bits, the exponents of float32. */
export function roundToBfloat16(value: number): number {
  return roundToFormat(value, bfloat16);
}

const view = new DataView(new ArrayBuffer(8));

/** The e with 2^e <= |value| < 2^(e+1), for a value that is normal in float64. */
function exponentOf(value: number): number {
  view.setFloat64(0, value);
  return ((view.getUint32(0) >>> 20) & 0x7ff) - 1023;
}

/** The nearest integer, ties to even, of a value below 2^51: the sum has no bits left for a fraction. */
function roundToInteger(value: number): number {
  const large = 1.5 * 2 ** 52;
  const rounded = Math.abs(value) + large - large;
  return value < 0 ? -rounded : rounded;
}
