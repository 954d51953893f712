/** How often each of some named choices is made, relative to the others: positive integers. */
export type Weights<T extends string> = Readonly<Record<T, number>>;

/**
 * Each allowed name as many times as its weight, so that an even draw from the list is a weighted one.
 *
 * Throws if `allowed` leaves nothing or names something unknown.
 */
export function repeatByWeight<T extends string>(
  weights: Weights<T>,
  allowed: readonly T[] = Object.keys(weights) as T[],
): readonly T[] {
  const unknown = allowed.find((name) => !Object.hasOwn(weights, name));
  if (unknown !== undefined) {
    throw new Error(`There is no choice '${unknown}': it must be one of ${Object.keys(weights).join(', ')}.`);
  }
  if (allowed.length === 0) {
    throw new Error(`No choice is left: at least one of ${Object.keys(weights).join(', ')} must be allowed.`);
  }
  return allowed.flatMap((name) => new Array<T>(weights[name]).fill(name));
}
