import { z } from 'zod';

/**
 * A float32 value: a number in the shortest decimal that reads back as the same float64 (which is then a
 * float32 value exactly), or one of the tags "NaN", "Infinity", "-Infinity", "-0".
 */
export const jsonScalarSchema = z
  .union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity', '-0'])], {
    error: 'expected a number or one of the strings "NaN", "Infinity", "-Infinity", "-0"',
  })
  .superRefine((value, context) => {
    if (typeof value === 'number' && Math.fround(value) !== value) {
      context.addIssue({ code: 'custom', message: `${value} is not a float32 value` });
    }
  })
  .meta({ id: 'float32' });

export type JsonScalar = z.infer<typeof jsonScalarSchema>;

/** The JSON form of a number; any float64 is written, but only a float32 value is read back. */
export function encodeScalar(value: number): JsonScalar {
  if (Number.isNaN(value)) return 'NaN';
  if (value === Infinity) return 'Infinity';
  if (value === -Infinity) return '-Infinity';
  return Object.is(value, -0) ? '-0' : value;
}
