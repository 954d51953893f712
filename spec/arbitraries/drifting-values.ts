/**
 * Numbers whose float32 sum drifts: every addition to a running sum rounds to the same side.
 *
 * Random data hide what one accumulator loses, since their roundings cancel as a random walk, about 0.3 u sqrt(m) in all; real data
 * of few bits (pixels, quantized activations) need not cancel. Take m = 2^12 numbers around 3/2. Their sum ends between 2^12 and 2^13,
 * where float32 numbers lie q = 2^-11 apart. Numbers (N + rho) q with N an integer and rho below 1/2 lose rho q in each addition
 * there, 2 rho (q/2) an octave lower, and so on while 2^k rho is below 1/2. In all up to m rho q of m 3/2, which is 5460 rho u.
 *
 * - One accumulator, in any order: rho = 1/16 makes it lose 280 u, several times what `blocked` allows for m = 4096. The sums of
 *   eight lanes or more are so low that the sixteenth is half a unit or a whole one.
 * - Lanes: with rho = 3/512 one accumulator loses 32 u, each of eight lanes 29 u (their sums end an eighth as high), of sixteen 26 u,
 *   of thirty-two 20 u: more than exact sums do, less than `blocked` allows.
 *
 * Ties would all go to the same side, since N times a power of two is even. So rho is a quarter larger or smaller, by chance, which
 * leaves its mean and turns ties into roundings to either side.
 */

import type { Random } from './random.ts';

/** Which sums drift: those of one accumulator, much, or those of up to thirty-two lanes too, a little. */
export type Drift = 'oneSum' | 'lanes';

/** As many as the derivation above takes. */
export const driftingCount = 4096;

const residues: Readonly<Record<Drift, number>> = { oneSum: 1 / 16, lanes: 3 / 512 };

/** The distance of float32 numbers between 2^12 and 2^13. */
const unit = 2 ** -11;

/** 4096 float32 numbers of one sign around 3/2 or -3/2, with a standard deviation of about 1/kappa of that, kappa up to 2000. */
export function driftingValues(drift: Drift, kappa: number, random: Random): Float32Array {
  const sign = random.sign();
  const centre = 1.5 / unit;
  const values = new Float32Array(driftingCount);
  for (let i = 0; i < values.length; i++) {
    const whole = Math.round(centre * (1 + random.normal() / kappa));
    const residue = residues[drift] * (1 + random.sign() / 4);
    values[i] = sign * (whole + residue) * unit;
  }
  return values;
}
