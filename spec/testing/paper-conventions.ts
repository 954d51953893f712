import type { Conventions } from '../contract.ts';
import { profiles } from '../conventions.ts';

/** The conventions of the paper, with some of them changed. */
export function conventionsOf(changes: Partial<Conventions> = {}): Conventions {
  const paper = profiles.find(({ id }) => id === 'paper')!;
  return { ...paper.conventions, ...changes };
}
