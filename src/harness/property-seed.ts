/**
 * The seed of one property's cases, from the run's seed and the requirement's id (FNV-1a), so that a property draws
 * the same cases whichever others run beside it. A signed 32-bit integer, as fast-check takes.
 */
export function propertySeed(seed: number, requirement: string): number {
  let hash = 0x811c9dc5 ^ (seed | 0);
  for (let i = 0; i < requirement.length; i++) {
    hash = Math.imul(hash ^ requirement.charCodeAt(i), 0x01000193);
  }
  return hash | 0;
}
