import { z } from 'zod';

const tags = ['NaN', 'Infinity', '-Infinity', '-0'] as const;

/** A number, or the name of one that JSON has no word for. */
export const jsonNumberSchema = z
  .union([z.number(), z.enum(tags)], {
    error: 'expected a number or one of the strings "NaN", "Infinity", "-Infinity", "-0"',
  })
  .meta({ id: 'number' });

export type JsonNumber = z.infer<typeof jsonNumberSchema>;

/** The number as JSON can carry it. */
export function jsonNumber(value: number): JsonNumber {
  if (Object.is(value, -0)) return '-0';
  return Number.isFinite(value) ? value : (String(value) as JsonNumber);
}

/** The number that was written. */
export function numberOf(written: JsonNumber): number {
  return Number(written);
}

/** The shortest decimal that gives this float32 again when it is read and rounded to float32. */
export function shortFloat32(value: number): number {
  if (value === 0 || !Number.isFinite(value)) return value;
  for (let digits = 1; digits <= 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

/** Nine digits of a float64, for reading: the bits beside it are exact. */
export function shortFloat64(value: number): number {
  return value === 0 || !Number.isFinite(value) ? value : Number(value.toPrecision(9));
}
