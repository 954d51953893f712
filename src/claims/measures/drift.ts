import { momentsOf } from './moments.ts';

/**
 * How far the distribution of a unit's input moved: the Wasserstein distance of order 2 between two samples of equal size (the root of
 * the mean squared difference of their sorted values), in standard deviations of the first. A shift by s standard deviations gives
 * s, a stretch of a centred sample by 1 + s gives |s|; 0 means the same distribution. Infinite where the first does not vary
 * and the second is another.
 *
 * @throws RangeError where the sizes differ.
 */
export function driftBetween(before: ArrayLike<number>, after: ArrayLike<number>): number {
  if (before.length !== after.length) {
    throw new RangeError(
      `samples of ${before.length} and ${after.length} numbers; they must be equally large`,
    );
  }
  const first = Float64Array.from(before).sort();
  const second = Float64Array.from(after).sort();
  let squares = 0;
  for (let i = 0; i < first.length; i++) squares += (second[i]! - first[i]!) ** 2;
  const distance = Math.sqrt(squares / first.length);
  return distance === 0 ? 0 : distance / Math.sqrt(momentsOf(first).variance);
}
