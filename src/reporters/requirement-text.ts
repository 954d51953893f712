import type { Requirement } from '../../spec/requirements.ts';
import { wrapText } from './wrap-text.ts';

/** One requirement in full, for the terminal. */
export function requirementText(requirement: Requirement, width = 100): string {
  const { id, level, group, sentence, section, evidence } = requirement;
  const lines = [
    `${id}  ${level}  (${group})`,
    '',
    ...wrapText(sentence, width),
    '',
    `Chapter: spec/${section}`,
  ];
  if (evidence.length > 0) {
    lines.push('Implementations that broke it:');
    for (const report of evidence) {
      wrapText(report, width - 4).forEach((line, i) => {
        lines.push(`${i === 0 ? '  - ' : '    '}${line}`);
      });
    }
  }
  return lines.join('\n');
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
