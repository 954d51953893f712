import fc from 'fast-check';
import { cases } from '../../spec/arbitraries/cases.ts';
import type { Case } from '../../spec/contract.ts';
import { arbitraryCase } from './arbitrary-case.ts';

/** The kinds of cases that the exact oracle is tried on, each with one channel of at least one element. */
export type CaseKind = keyof typeof oneChannelCases;

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const list = (length: number, element: fc.Arbitrary<number>) =>
  fc.array(element, { minLength: length, maxLength: length });
const numbers = (values: readonly number[]) => Float64Array.from(values) as unknown as Float32Array;

/** Every number any float64 at all, subnormal to huge; the parameters too. */
const extreme: fc.Arbitrary<Case> = fc
  .tuple(fc.integer({ min: 1, max: 3 }), list(11, finite), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([m, drawn, exponentialAverageFactor]) => ({
    shape: [m, 1],
    channelAxis: 1,
    input: numbers(drawn.slice(0, m)),
    gradOutput: numbers(drawn.slice(3, 3 + m)),
    gamma: numbers([drawn[6]!]),
    beta: numbers([drawn[7]!]),
    runningMean: numbers([drawn[8]!]),
    runningVariance: numbers([Math.abs(drawn[9]!)]),
    epsilon: Math.abs(drawn[10]!),
    exponentialAverageFactor,
    variation: 0,
  }));

/** Small multiples of one power of two, where ties, zeros and rational roots are common. */
const grid: fc.Arbitrary<Case> = fc
  .tuple(
    fc.constantFrom(1, 2, 3, 4, 8),
    list(21, fc.integer({ min: -4, max: 4 })),
    fc.constantFrom(0, 0, 1, 4),
    fc.constantFrom(2 ** -27, 2 ** -54, 1, 2 ** 60),
    fc.constantFrom(0, 0.25, 1),
  )
  .map(([m, drawn, epsilon, unit, exponentialAverageFactor]) => ({
    shape: [m, 1],
    channelAxis: 1,
    input: numbers(drawn.slice(0, m).map((n) => n * unit)),
    gradOutput: numbers(drawn.slice(8, 8 + m).map((n, j) => (j === 0 ? n * unit : n))),
    gamma: numbers([drawn[16]!]),
    beta: numbers([drawn[17]! * unit]),
    runningMean: numbers([drawn[18]!]),
    runningVariance: numbers([drawn[19]! ** 2]),
    epsilon: epsilon * unit * unit,
    exponentialAverageFactor,
    variation: 0,
  }));

export const oneChannelCases = {
  'graded float64 numbers': arbitraryCase([1, 2], [1, 2, 3], 1),
  'the cases given to subjects': cases({ maxElements: 8, minElementsPerChannel: 1 }).filter(
    (given) => given.shape[given.channelAxis] === 1,
  ),
  'small integers times a power of two': grid,
  'float64 numbers of any size': extreme,
};
