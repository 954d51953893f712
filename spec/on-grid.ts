import type { Layout } from './layout.ts';

/** Values of a channel cut to multiples of one power of two, so that sums and shifts of them are exact. */
export interface Grid {
  /** The unit of each channel, a power of two. */
  readonly unit: Float64Array;
  readonly values: Float32Array;
}

/** Smallest unit in which float32 shifts stay exact and normal. */
const smallestUnit = 2 ** -126;

/**
 * Cuts each channel to `bits` significant bits relative to its largest magnitude. Towards zero, so that no
 * finite value overflows and the unit stays what it was.
 *
 * The law then speaks of the rounded case itself, so nothing is lost: it is another case of the same kind.
 */
export function onGrid(values: Float32Array, layout: Layout, bits: number): Grid {
  const { channels, inner } = layout;
  const largest = new Float64Array(channels);
  values.forEach((x, at) => {
    const c = Math.floor(at / inner) % channels;
    largest[c] = Math.max(largest[c]!, Math.abs(x));
  });
  const unit = largest.map((x) =>
    x > 0 ? Math.max(2 ** (Math.floor(Math.log2(x)) + 1 - bits), smallestUnit) : 1,
  );
  const cut = values.map((x, at) => {
    const u = unit[Math.floor(at / inner) % channels]!;
    return Math.trunc(x / u) * u;
  });
  return { unit, values: cut };
}
