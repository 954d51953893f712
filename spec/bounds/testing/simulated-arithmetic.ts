import { sumError } from '../../../reference/double-word/double-word.ts';
import { roundToBfloat16, roundToFloat16 } from '../../../reference/variants/skeleton/round-to-format.ts';
import { arithmeticOf, type Format } from '../arithmetic.ts';

/** Arithmetic of one format, simulated in float64. */
export interface Simulated {
  readonly name: string;
  readonly format: Format;
  /** Rounds the float64 result of one operation on numbers of the format: the same as rounding the exact one. */
  readonly round: (value: number) => number;
  /** What it makes of a number that it is given: zero of a subnormal one, where it flushes. */
  readonly read: (value: number) => number;
  /** a b + c rounded once; null where that cannot be simulated. */
  readonly fma: ((a: number, b: number, c: number) => number) | null;
}

const words = new DataView(new ArrayBuffer(8));

/**
 * a + b, rounded to odd: where float64 cannot hold the sum, that one of its two neighbours which has an odd last bit.
 * Rounded again, to a format with two bits less or fewer, it gives what the exact sum gives (Boldo and Melquiond 2008).
 */
function sumToOdd(a: number, b: number): number {
  const sum = a + b;
  const error = sumError(a, b, sum);
  if (error === 0 || !Number.isFinite(sum)) return sum;
  words.setFloat64(0, sum);
  const bits = words.getBigUint64(0);
  if (bits % 2n === 1n) return sum;
  words.setBigUint64(0, error > 0 === sum > 0 ? bits + 1n : bits - 1n);
  return words.getFloat64(0);
}

/**
 * Float64 has more than twice the bits of the smaller formats and two to spare, so rounding its sums, products, quotients and
 * roots of their numbers again is innocuous (Figueroa 1995), and their products are exact in it.
 */
function simulated(format: Format, round: (value: number) => number, flushes: boolean): Simulated {
  const { eta } = arithmeticOf(format);
  const flush = (value: number) => (Math.abs(value) < eta ? 0 * value : value);
  const rounded = flushes ? (value: number) => flush(round(value)) : round;
  return {
    name: flushes ? `${format}, flushed` : format,
    format,
    round: rounded,
    read: flushes ? flush : (value) => value,
    fma: format === 'float64' ? null : (a, b, c) => rounded(sumToOdd(a * b, c)),
  };
}

export const float32: Simulated = simulated('float32', Math.fround, false);

/** Every format, and the smaller ones also with subnormal numbers flushed to zero. */
export const simulatedFormats: readonly Simulated[] = [
  float32,
  simulated('float32', Math.fround, true),
  simulated('float16', roundToFloat16, false),
  simulated('float16', roundToFloat16, true),
  simulated('bfloat16', roundToBfloat16, false),
  simulated('bfloat16', roundToBfloat16, true),
  simulated('float64', (value) => value, false),
];
