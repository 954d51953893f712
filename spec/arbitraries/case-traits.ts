import type { Case } from '../contract.ts';
import { layoutOf } from '../layout.ts';
import { conditioning } from './describe-case.ts';

/**
 * What kind of case it is, one word for each aspect: faults that need two aspects together show only where a plan holds both in one
 * case.
 */
export function caseTraits(given: Case): readonly string[] {
  const { shape, channelAxis, epsilon, exponentialAverageFactor: factor } = given;
  const layout = layoutOf(shape, channelAxis);
  return [
    `rank ${shape.length}`,
    `axis ${channelAxis === shape.length - 1 ? 'last' : channelAxis}`,
    `gamma ${given.gamma === null ? 'absent' : given.gamma.some((g) => g < 0) ? 'signed' : 'positive'}`,
    `beta ${given.beta === null ? 'absent' : 'given'}`,
    `epsilon ${band(epsilon, [0, 1e-7, 1e-4, 1e-2])}`,
    `factor ${factor === 0 || factor === 1 ? factor : band(factor, [0.1, 0.5])}`,
    `elements ${band(layout.m, [0, 1, 2, 4, 16, 64])}`,
    `channels ${band(layout.channels, [1, 4, 16])}`,
    `kappa ${band(worst(conditioning(layout, given.input)), [1, 1e2, 1e4, 1e6])}`,
    `sequence ${given.variation % 4}`,
  ];
}

/** The largest, with channels that are constant (infinite) or not finite (NaN) above all. */
function worst(numbers: readonly number[]): number {
  return numbers.reduce((most, n) => (n > most || Number.isNaN(n) ? n : most), 0);
}

/** Which of the bands between limits a number is in: `up to` the first limit that is not below it. */
function band(value: number, limits: readonly number[]): string {
  const limit = limits.find((one) => value <= one);
  if (limit !== undefined) return `up to ${limit}`;
  return Number.isFinite(value) ? 'above' : 'undefined';
}
