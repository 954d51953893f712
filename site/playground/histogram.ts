/** One bar: from low to high, how many values. */
export interface Bin {
  readonly low: number;
  readonly high: number;
  readonly count: number;
  readonly channel: number;
}

/**
 * Bars of equal width for each channel, over the range of all finite values; values that are not finite are left out.
 * All values equal make one bar around them; no finite value, none.
 */
export function histogram(channels: readonly (readonly number[])[], bars: number): readonly Bin[] {
  const finite = channels.flat().filter(Number.isFinite);
  if (finite.length === 0) return [];
  const least = Math.min(...finite);
  const most = Math.max(...finite);
  const spread = most - least;
  const half = Math.max(Math.abs(least) / 1000, 0.5);
  const [low, width] = spread > 0 ? [least, spread / bars] : [least - half, (2 * half) / bars];
  return channels.flatMap((values, channel) => {
    const counts = new Array<number>(bars).fill(0);
    for (const value of values) {
      if (!Number.isFinite(value)) continue;
      const bar = Math.min(bars - 1, Math.floor((value - low) / width));
      counts[bar] = counts[bar]! + 1;
    }
    return counts.map((count, bar) => ({
      low: low + bar * width,
      high: low + (bar + 1) * width,
      count,
      channel,
    }));
  });
}

/** The values of each channel of a tensor of shape [m, channels]. */
export function byChannel(data: ArrayLike<number>, channels: number): readonly (readonly number[])[] {
  return Array.from({ length: channels }, (_, c) =>
    Array.from({ length: data.length / channels }, (_, j) => data[j * channels + c]!),
  );
}
