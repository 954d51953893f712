/** What implementations save or average of a channel's spread. */
export type SavedStatistic = 'variance' | 'standard deviation' | 'invStd';

/** The statistic that stands for a variance: v, sqrt(v + epsilon) or 1/sqrt(v + epsilon). */
export function savedFromVariance(kind: SavedStatistic, variance: number, epsilon: number): number {
  if (kind === 'variance') return variance;
  const s = Math.sqrt(variance + epsilon);
  return kind === 'invStd' ? 1 / s : s;
}

/** The variance that a saved statistic stands for: v, s^2 - epsilon or 1/r^2 - epsilon. Digits of v far below epsilon are lost. */
export function varianceFromSaved(kind: SavedStatistic, saved: number, epsilon: number): number {
  if (kind === 'variance') return saved;
  return (kind === 'invStd' ? 1 / saved ** 2 : saved ** 2) - epsilon;
}
