import type { Outcome } from '../harness/outcome.ts';

export { isBroken } from '../harness/is-broken.ts';

/** True where bncheck's own oracles disagreed: nothing is held against the subject, but it must be seen. */
export function isDoubtful({ outcome, counterexample }: Outcome): boolean {
  return outcome === 'vacuous' && counterexample !== undefined;
}

/** Those that say most first: MUST before SHOULD before MAY, then in the order of the run. */
export function tellingFirst(outcomes: readonly Outcome[]): readonly Outcome[] {
  const rank = { MUST: 0, SHOULD: 1, MAY: 2 } as const;
  return [...outcomes].sort((a, b) => rank[a.level] - rank[b.level]);
}
