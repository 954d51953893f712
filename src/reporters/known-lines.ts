import type { KnownJudgement } from '../harness/known-failures.ts';
import { plainText } from './plain-text.ts';

/** What the list of known failures made of the result, a line each. */
export function knownLines({ tolerated, problems, conformant }: KnownJudgement): readonly string[] {
  const count = `${tolerated.length} known failure${tolerated.length === 1 ? '' : 's'} tolerated`;
  const verdict = conformant ? 'nothing else is broken' : 'the run fails';
  return [
    `by the list of known failures: ${count}; ${verdict}`,
    ...problems.map((one) => `  ${plainText(one, 600)}`),
  ];
}
