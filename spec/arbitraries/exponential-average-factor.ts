import type { Random } from './random.ts';

const special = [0, 1, 0.5, 0.1, 0.01, 0.9];

/** Half the time an endpoint or a usual factor, else any number in (0, 1): a float32 value from 0 to 1. */
export function exponentialAverageFactor(random: Random): number {
  const between = (random.uint32() + 0.5) * 2 ** -32;
  return Math.fround(random.chance(0.5) ? random.pick(special) : between);
}
