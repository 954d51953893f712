import type { JsonScalar } from './json-scalar.ts';

/** The float32 values that a JSON number cannot carry; `-0` because JSON.stringify writes it as 0. */
const TAGGED = { NaN: Number.NaN, Infinity: Infinity, '-Infinity': -Infinity, '-0': -0 } as const;

/** The number that a checked JSON scalar stands for. */
export function scalarOf(scalar: JsonScalar): number {
  return typeof scalar === 'number' ? scalar : TAGGED[scalar];
}
