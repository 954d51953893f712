import type { Outcome } from '../harness/outcome.ts';
import type { Question } from './probes-of.ts';
import { MOST_ELEMENTS, plainQuestions, questionsFor } from './questions.ts';

/** Counterexamples that everyone is asked about: the smallest, since there are many to ask. */
const FIRST = 2;

/** Further counterexamples, and broken requirements with a case of their own. */
const MORE = 3;

export interface Screening {
  /** For every candidate. */
  readonly first: readonly Question[];
  /** For those that are left. */
  readonly more: readonly Question[];
}

/** Where the subject failed, where such failures show, and plain cases. A smaller `effort` asks less. */
export function screeningQuestions(broken: readonly Outcome[], seed: number, effort: number): Screening {
  const some = (most: number) => Math.max(1, Math.round(most * effort));
  const found = broken
    .flatMap(({ requirement, counterexample }) =>
      counterexample === undefined ? [] : [{ requirement, given: counterexample.case }],
    )
    .sort((a, b) => a.given.input.length - b.given.input.length)
    .filter(({ given }, k) => k === 0 || given.input.length <= MOST_ELEMENTS);
  const own = spread(broken, some(MORE)).flatMap(({ requirement }) => questionsFor(requirement, seed, 1));
  return {
    first: [...found.slice(0, some(FIRST)), ...plainQuestions(seed, 1)],
    more: [
      ...spread(found.slice(some(FIRST)), some(MORE)),
      ...own,
      ...plainQuestions(seed + 1, some(MORE)).slice(1),
    ],
  };
}

/** So many of a list, evenly from its beginning to its end. */
function spread<T>(list: readonly T[], most: number): readonly T[] {
  if (list.length <= most) return list;
  return Array.from({ length: most }, (_, k) => list[Math.floor((k * list.length) / most)]!);
}
