import type { Requirement } from '../../spec/requirements.ts';
import type { RequirementPart } from './requirement-part.ts';
import { indented, terminalMarkdown } from './terminal-markdown.ts';
import { wrapText } from './wrap-text.ts';

/** One requirement in full, for the terminal: what its chapter says, with its example and what is known to break it. */
export function requirementText(requirement: Requirement, part: RequirementPart, width = 100): string {
  const { id, level, group, sentence, section } = requirement;
  const { rationale, example, facts } = part;
  const lines = [`${id}  ${level}  (${group})`, '', ...wrapText(sentence, width)];
  if (rationale !== '') lines.push('', ...terminalMarkdown(rationale, width));
  if (example !== '') lines.push('', 'Example:', '', ...indented(example.split('\n')));
  if (facts !== '') lines.push('', ...terminalMarkdown(facts, width));
  return [...lines, '', `Chapter: spec/${section}`].join('\n');
}

/** Requirements in a table: id, level, group and sentence, in at most `width` columns. */
export function requirementTable(requirements: readonly Requirement[], width = 100): string {
  const idWidth = Math.max(...requirements.map(({ id }) => id.length)) + 2;
  const lines = requirements.flatMap(({ id, level, sentence }) =>
    wrapText(sentence, width - idWidth - 8).map((line, i) =>
      i === 0 ? `${id.padEnd(idWidth)}${level.padEnd(8)}${line}` : `${' '.repeat(idWidth + 8)}${line}`,
    ),
  );
  return lines.join('\n');
}
