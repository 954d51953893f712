/** Random numbers that a seed decides, the same on every machine up to the rounding of Math.log and Math.cos. */
export interface SeededRandom {
  /** Uniform on [0, 1), a multiple of 2^-32. */
  readonly uniform: () => number;
  readonly normal: () => number;
  /** A random order of 0 .. count-1. */
  readonly permutation: (count: number) => readonly number[];
}

/** Starts a xorshift generator (Marsaglia 2003, shifts 13, 17, 5); the seed is any integer but 0 mod 2^32. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  if (state === 0) throw new Error(`seed ${seed} is 0 mod 2^32, from which xorshift never moves`);
  const uniform = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  return {
    uniform,
    // Box and Muller; 1 - uniform is never 0, so that the logarithm is finite.
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    permutation: (count) => permutationOf(count, uniform),
  };
}

/** Fisher and Yates. */
function permutationOf(count: number, uniform: () => number): readonly number[] {
  const order = Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const chosen = Math.floor(uniform() * (last + 1));
    [order[last], order[chosen]] = [order[chosen]!, order[last]!];
  }
  return order;
}
