import { repeatByWeight } from './weights.ts';

/**
 * How often a channel has each class of values, out of 100; `nonFinite` comes only when it is asked for.
 *
 * - normal: bell-shaped, mean and variance neither 0 nor 1
 * - graded: conditioning |mean|/sigma from 1 to 1e7, each power of two equally often
 * - constant: one number for all elements, often one whose mean a careless sum misses
 * - nearEpsilon: variance from 1e-8 to 10 times epsilon
 * - exact: mean a power of two, deviations in opposite pairs, all sums exact
 * - sparse, dead: after a ReLU; many zeros, or nothing else
 * - pixels: integers from 0 to 255
 * - heavyTailed, outlier: few elements carry the variance; of an outlier they are the last ones
 * - integers: small, around an offset of the channel's own
 * - ramp: the square root of 1 + the position in the tensor, so that the value tells where it belongs
 * - huge, overflowing: 1e15 to 1e18, whose squares float32 holds; and 1e37 up, whose sums it does not
 * - tiny, subnormal: 1e-38 to 1e-18, and below the normal numbers
 * - nonFinite: one to three elements NaN, infinity or -infinity
 */
export const valueWeights = {
  normal: 18,
  graded: 22,
  constant: 6,
  nearEpsilon: 10,
  exact: 6,
  sparse: 8,
  dead: 2,
  pixels: 5,
  heavyTailed: 4,
  outlier: 5,
  integers: 4,
  ramp: 4,
  huge: 2,
  overflowing: 1,
  tiny: 2,
  subnormal: 1,
  nonFinite: 5,
} as const;

export type ValueClass = keyof typeof valueWeights;

/** The classes near the ends of the float32 range, where a sound subject may overflow or lose digits. */
export const extremeClasses: readonly ValueClass[] = ['huge', 'overflowing', 'tiny', 'subnormal'];

/** Every class but `nonFinite`. */
export const finiteClasses = (Object.keys(valueWeights) as ValueClass[]).filter(
  (name) => name !== 'nonFinite',
);

/** The classes to draw from, each as often as its weight; throws if none is left. */
export function valueChoices(
  classes: readonly ValueClass[] = finiteClasses,
  moderate = false,
): readonly ValueClass[] {
  const allowed = moderate ? classes.filter((name) => !extremeClasses.includes(name)) : classes;
  return repeatByWeight<ValueClass>(valueWeights, allowed);
}
