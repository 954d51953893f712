import type { Arithmetic } from './arithmetic.ts';
import type { BoundTerm } from './bound-term.ts';
import type { Scale } from './scale.ts';

/** What the normalized value of one element may be off by, before gamma and beta: dz, and the parts that it is the sum of. */
export interface NormalizedBound {
  readonly z: number;
  readonly dz: number;
  /** From the error of the mean. */
  readonly centring: number;
  /** From the error of invStd. */
  readonly scale: number;
  /** Of difference and product. */
  readonly rounding: number;
  /** Roundings of terms as large as |x| r and |mean| r, which cancel where a subject folds its statistics into a x + b. */
  readonly folding: number;
  /** Counts once more, unscaled, where gamma r itself may underflow. */
  readonly underflow: number;
}

/**
 * Bound of z = (x - mean) r for one element, where what is subtracted is off by at most `dMean`.
 *
 * Subtract, then scale: (D + dMean)(r + dr)(1 + u)^k - D r. Folded, as a x + b with a = gamma r and
 * b = beta - mean a: roundings of terms as large as |x| r and |mean| r, which cancel; and a itself may underflow. A
 * `forward` subject does not fold.
 */
export function normalizedBound(
  x: number,
  mean: number,
  dMean: number,
  { r, dr, rHigh }: Scale,
  { u, eta, conditioned }: Arithmetic,
): NormalizedBound {
  const deviation = Math.abs(x - mean);
  const magnitudes = conditioned ? Math.abs(x) + Math.abs(mean) : 0;
  const centring = dMean * rHigh;
  const scale = deviation * dr;
  const rounding = 8 * u * (deviation + dMean) * rHigh;
  const folding = 4 * u * magnitudes * rHigh;
  const underflow = eta * (2 + 2 * rHigh + magnitudes);
  const dz = centring + scale + rounding + folding + underflow;
  return { z: (x - mean) * r, dz, centring, scale, rounding, folding, underflow };
}

/** The parts of dz, or of sums of them, by name. */
export function normalizedTerms(parts: Omit<NormalizedBound, 'z' | 'dz'>): readonly BoundTerm[] {
  return [
    { name: 'error of the mean', value: parts.centring },
    { name: 'error of the scale', value: parts.scale },
    { name: 'rounding of the normalized value', value: parts.rounding },
    { name: 'cancellation in a folded a x + b', value: parts.folding },
    { name: 'underflow', value: parts.underflow },
  ];
}

/** Infinity for anything that is not a finite bound: NaN would make a comparison silently true or false. */
export function finiteOrInfinite(bound: number): number {
  return Number.isFinite(bound) ? bound : Number.POSITIVE_INFINITY;
}
