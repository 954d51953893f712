import type { Subject } from '../../../spec/contract.ts';
import type { Candidate } from '../../diagnosis/candidate.ts';
import { probesOf } from '../../diagnosis/probes-of.ts';
import { plainQuestions, questionsFor } from '../../diagnosis/questions.ts';
import { differAt } from '../../diagnosis/tell-apart.ts';
import { referenceOracle } from '../../../reference/batch-norm.ts';

/** True where two candidates cannot be told apart on many cases that no diagnosis has seen, in any aspect. */
export async function areAlike(
  one: Candidate,
  other: Candidate,
  sound: Candidate,
  { operations, conventions }: Pick<Subject, 'operations' | 'conventions'>,
): Promise<boolean> {
  const offer = { operations, conventions, sound, oracle: referenceOracle };
  const all = new Set(['numbers', 'degenerate', 'special', 'layer', 'arguments', 'memory', 'bits'] as const);
  const own = [one.requirement, other.requirement].flatMap((requirement) =>
    requirement === null ? [] : questionsFor(requirement, 99, 10),
  );
  for (const question of [...plainQuestions(99, 12), ...own]) {
    for (const probe of await probesOf(question, offer)) {
      if (await differAt(probe, one, other, offer, all)) return false;
    }
  }
  return true;
}
