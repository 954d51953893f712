/**
 * What a call knows of one channel: its sums, then what they give. One record of RECORD bytes per channel, in scratch.
 */
export const RECORD: usize = 112;

/** Sums over the channel: of x, or of d = x - shift or x - centre; of their squares; of g; of g d. */
export const SUM: usize = 0;
export const SQUARES: usize = 8;
export const GRADIENTS: usize = 16;
export const PRODUCTS: usize = 24;

/** Float64: the mean, gamma invStd, beta (forward) or mean(g) (backward), mean(g z) invStd, and the variance. */
export const MEAN: usize = 40;
export const SCALE: usize = 48;
export const OFFSET: usize = 56;
export const SLOPE: usize = 64;
export const VARIANCE: usize = 72;

/** The same as float32 for the fast sweeps: they subtract the mean's high part, and OFFSET32 makes up for its low part. */
export const SHIFT: usize = 80;
export const MEAN32: usize = 84;
export const SCALE32: usize = 88;
export const OFFSET32: usize = 92;
export const SLOPE32: usize = 96;
/** 1 where float32 does not reach: this channel is swept in float64. */
export const WIDE: usize = 100;
/** 1 where the first sums were good enough. */
export const SETTLED: usize = 104;

@inline export function clearSums(record: usize): void {
  v128.store(record, i64x2.splat(0));
  v128.store(record, i64x2.splat(0), 16);
}
