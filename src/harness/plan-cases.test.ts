import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cases } from '../../spec/arbitraries/cases.ts';
import type { Case } from '../../spec/contract.ts';
import { caseTraits } from '../../spec/arbitraries/case-traits.ts';
import { planCases, startPlan } from './plan-cases.ts';

const all = cases({ epsilon: 'any', maxElements: 200 });
function traitPairs(given: Case): readonly string[] {
  const traits = caseTraits(given);
  return traits.flatMap((one, k) => traits.slice(k + 1).map((other) => `${one}, ${other}`));
}

const pairsOf = (plan: readonly Case[]) => new Set(plan.flatMap(traitPairs));
const seeds = Array.from({ length: 6 }, (_, k) => 31 * k + 7);

describe('a plan of cases', () => {
  test('is the same for the same seed, and another for another', () => {
    expect(planCases(all, 5, 12)).toEqual(planCases(all, 5, 12));
    expect(planCases(all, 6, 12)).not.toEqual(planCases(all, 5, 12));
  });

  test('begins with any shorter plan of the same seed', () => {
    const long = planCases(all, 5, 20);
    for (const count of [0, 1, 7, 19]) expect(planCases(all, 5, count)).toEqual(long.slice(0, count));
  });

  test('is the same in pieces, wherever they begin', () => {
    const long = planCases(all, 5, 20);
    const plan = startPlan(all, 5);
    for (const [from, to] of [
      [0, 1],
      [0, 2],
      [2, 9],
      [11, 15],
      [3, 4],
      [4, 20],
      [20, 20],
    ] as const) {
      expect(plan(from, to)).toEqual(long.slice(from, to));
    }
  });

  test.each(seeds)('has more pairs of traits in 40 cases than as many drawn at random (seed %i)', (seed) => {
    const drawn = fc.sample(all, { seed, numRuns: 40 });
    expect(pairsOf(planCases(all, seed, 40)).size).toBeGreaterThan(pairsOf(drawn).size);
  });
});
