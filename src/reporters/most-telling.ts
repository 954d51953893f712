import { requirements } from '../../spec/requirements.ts';
import type { Outcome } from '../harness/outcome.ts';
import { isBroken } from './broken.ts';

/** The broken MUST requirements that say most: one of each group first, each in the order of the run. */
export function mostTelling(outcomes: readonly Outcome[], most: number): readonly Outcome[] {
  const broken = outcomes.filter((outcome) => outcome.level === 'MUST' && isBroken(outcome));
  const seen = new Set<string>();
  const firsts = broken.filter(({ requirement }) => {
    const group = requirements.find(({ id }) => id === requirement)?.group ?? requirement;
    const isFirst = !seen.has(group);
    seen.add(group);
    return isFirst;
  });
  return [...firsts, ...broken.filter((outcome) => !firsts.includes(outcome))].slice(0, most);
}
