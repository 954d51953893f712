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
  return startPlan(cases, seed)(0, count);
}

/**
 * The same plan piece by piece: the cases from one position to before another. A piece that begins where the last one ended costs
 * only itself, any other begins the plan anew; no case is kept.
 */
export function startPlan(
  cases: fc.Arbitrary<Case>,
  seed: number,
): (from: number, to: number) => readonly Case[] {
  let choose = pairwiseChoice();
  let at = 0;
  return (from, to) => {
    if (from < at) {
      choose = pairwiseChoice();
      at = 0;
    }
    if (to <= at) return [];
    // For fast-check, a path of one number is how many draws to leave out; it does not make them.
    const path = String(at * DRAWS);
    const draws = fc.sample(cases, { seed, path, numRuns: (to - at) * DRAWS });
    const chosen = Array.from({ length: to - at }, (_, i) => choose(draws.slice(i * DRAWS, (i + 1) * DRAWS)));
    const left = from - at;
    at = to;
    return chosen.slice(left);
  };
}

/** Takes of some cases, one after another, that which brings the most pairs of traits that none taken before had. */
function pairwiseChoice(): (draws: readonly Case[]) => Case {
  const numberOf = numbering();
  const met = new Set<number>();
  return (draws) => {
    const choice = draws
      .map((given) => ({
        given,
        fresh: pairsOf(caseTraits(given).map(numberOf)).filter((pair) => !met.has(pair)),
      }))
      .reduce((best, one) => (one.fresh.length > best.fresh.length ? one : best));
    for (const pair of choice.fresh) met.add(pair);
    return choice.given;
  };
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
