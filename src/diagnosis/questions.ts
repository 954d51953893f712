import * as fc from 'fast-check';
import { cases } from '../../spec/arbitraries/cases.ts';
import type { Case } from '../../spec/contract.ts';
import { properties } from '../../spec/properties.ts';
import { propertySeed } from '../harness/property-seed.ts';
import type { Question } from './probes-of.ts';

/** Larger cases would take most of the time and tell no more. */
export const MOST_ELEMENTS = 500;

/** Questions of a requirement's own kind, those of few elements first. */
export function questionsFor(requirement: string, seed: number, count: number): readonly Question[] {
  const property = properties.find((one) => one.requirement === requirement);
  if (property === undefined) return [];
  const made = fc.sample(property.cases, { seed: propertySeed(seed, requirement), numRuns: 2 * count });
  return made
    .filter(({ input }) => input.length <= MOST_ELEMENTS)
    .sort((a, b) => a.input.length - b.input.length)
    .slice(0, count)
    .map((given) => ({ requirement, given }));
}

/** What plain cases are asked about, beside the plain calls. */
const kinds = ['BN-CALL-HISTORY', 'BN-EDGE-ABSENT-AFFINE', 'BN-STATE-SEQUENCE'];

/** Questions on plain cases of a few dozen elements, with numbers that no format is short for. */
export function plainQuestions(seed: number, count: number): readonly Question[] {
  const options = { gamma: 'present', beta: 'present', moderate: true, maxElements: 60 } as const;
  const made: readonly Case[] = fc.sample(cases({ ...options, minElementsPerChannel: 3 }), {
    seed,
    numRuns: count,
  });
  return made.map((given, k) => ({ given, requirement: kinds[k % kinds.length]! }));
}
