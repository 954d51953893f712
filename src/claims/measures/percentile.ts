/**
 * Percentile `p` from 0 to 100, between neighbours linearly: type 7 of Hyndman and Fan, "Sample quantiles in statistical packages",
 * The American Statistician 50 (1996). NaN of no numbers.
 */
export function percentile(values: ArrayLike<number>, p: number): number {
  const sorted = Float64Array.from(values).sort();
  const place = (p / 100) * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return place === Math.floor(place) ? below : below + (above - below) * (place - Math.floor(place));
}
