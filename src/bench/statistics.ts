/** The middle of some numbers, and the two between which the middle half of them lies. */
export interface Spread {
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
}

/** Quantile `p` from 0 to 1, between neighbours linearly (Hyndman and Fan's type 7); NaN of no numbers. */
export function quantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = p * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/** Median and quartiles; all NaN of no numbers. */
export function spreadOf(values: readonly number[]): Spread {
  return { median: quantile(values, 0.5), lower: quantile(values, 0.25), upper: quantile(values, 0.75) };
}

/** A time per round, in milliseconds a call; null for a round without one. */
export type Rounds = readonly (number | null)[];

/**
 * The quotients of two subjects' times round by round, where both took part: what slowed the machine down for a while
 * slowed both, and cancels.
 */
export function pairedRatios(times: Rounds, base: Rounds): readonly number[] {
  return times.flatMap((time, round) => {
    const other = base[round] ?? null;
    return time === null || other === null ? [] : [time / other];
  });
}

/** The geometric mean of positive numbers; NaN of none. */
export function geometricMean(values: readonly number[]): number {
  const logs = values.map((value) => Math.log(value));
  return Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length);
}
