import { z } from 'zod';

/** A number as it travels; JSON has no word for NaN and the infinities, so their names travel instead. */
export const wireScalar = z
  .union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])])
  .meta({ id: 'number' });

export type WireScalar = z.infer<typeof wireScalar>;

/** The number as JSON can carry it. Negative zero arrives as zero. */
export function encodeScalar(value: number): WireScalar {
  return Number.isFinite(value) ? value : (String(value) as WireScalar);
}

/** The number that `encodeScalar` was given. */
export function decodeScalar(wire: WireScalar): number {
  return Number(wire);
}
