import * as fc from 'fast-check';
import { cases } from '../../../spec/arbitraries/cases.ts';
import type { Case } from '../../../spec/contract.ts';

/** Cases of all kinds, small enough for unit tests. */
export const smallCases: fc.Arbitrary<Case> = cases({ maxElements: 100 });

/** The same few of them for the same seed. */
export function someCases(seed: number, count: number): readonly Case[] {
  return fc.sample(smallCases, { seed, numRuns: count });
}

/** True where every array of the case fits its shape. */
export function fits(given: Case): boolean {
  const elements = given.shape.reduce((a, b) => a * b, 1);
  const channels = given.shape[given.channelAxis]!;
  const vectors = [given.gamma, given.beta, given.runningMean, given.runningVariance];
  const tensors = [given.input, given.gradOutput];
  return (
    tensors.every((tensor) => tensor.length === elements) &&
    vectors.every((vector) => vector === null || vector.length === channels)
  );
}
