import * as fc from 'fast-check';
import { caseTraits } from '../../spec/arbitraries/case-traits.ts';
import type { Case } from '../../spec/contract.ts';

/** Draws for one place in a plan. More of them cover pairs a little sooner, and cost as much more to make. */
const DRAWS = 2;

/**
 * The generated cases of a property, chosen so that every two traits (a rank and an epsilon, an axis and an absent gamma) soon meet
 * in one case: for each place the one of a few draws is taken that brings the most pairs of traits not met before.
 *
 * Deterministic by seed; a longer plan begins with the shorter one.
 */
export function planCases(cases: fc.Arbitrary<Case>, seed: number, count: number): readonly Case[] {
  if (count === 0) return [];
  const draws = fc.sample(cases, { seed, numRuns: count * DRAWS });
  const numberOf = numbering();
  const met = new Set<number>();
  const plan: Case[] = [];
  for (let at = 0; at < draws.length; at += DRAWS) {
    const choice = draws
      .slice(at, at + DRAWS)
      .map((given) => ({
        given,
        fresh: pairsOf(caseTraits(given).map(numberOf)).filter((pair) => !met.has(pair)),
      }))
      .reduce((best, one) => (one.fresh.length > best.fresh.length ? one : best));
    for (const pair of choice.fresh) met.add(pair);
    plan.push(choice.given);
  }
  return plan;
}

/** Gives each word a number below 2^16. */
function numbering(): (word: string) => number {
  const numbers = new Map<string, number>();
  return (word) => {
    const number = numbers.get(word) ?? numbers.size;
    numbers.set(word, number);
    return number;
  };
}

/** Every two of the numbers, as one number. */
function pairsOf(traits: readonly number[]): readonly number[] {
  const pairs: number[] = [];
  for (let i = 0; i < traits.length; i++) {
    for (let j = i + 1; j < traits.length; j++) pairs.push(traits[i]! * 2 ** 16 + traits[j]!);
  }
  return pairs;
}
