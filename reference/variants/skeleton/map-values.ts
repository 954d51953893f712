import type { Numbers } from './steps.ts';

/** What f makes of every value, in order; a plain loop, since Array.from asks a typed array for its iterator. */
export function mapValues(values: Numbers, f: (value: number, j: number) => number): number[] {
  const mapped: number[] = [];
  for (let j = 0; j < values.length; j++) mapped.push(f(values[j]!, j));
  return mapped;
}
