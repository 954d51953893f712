import { latexToUnicode } from './latex-to-unicode.ts';
import { wrapText } from './wrap-text.ts';

/**
 * Markdown of the chapters for the terminal: paragraphs wrapped, displayed formulas and code indented, rows of a table as items (first
 * cell, then the others), links as their text.
 */
export function terminalMarkdown(markdown: string, width: number): readonly string[] {
  const blocks = markdown.split(/\n{2,}(?!\s*\/\/)/).map((block) => block.trim());
  return blocks
    .filter((block) => block !== '')
    .flatMap((block, k) => {
      const lines = blockLines(block, width);
      return k === 0 ? lines : ['', ...lines];
    });
}

function blockLines(block: string, width: number): readonly string[] {
  if (block.startsWith('$$')) return [`    ${latexToUnicode(block.replaceAll('$$', ''))}`];
  if (block.startsWith('```')) return indented(block.split('\n').slice(1, -1));
  if (block.startsWith('|')) return tableLines(block.split('\n'), width);
  const items = block.split(/\n(?=- |\d+\. )| {2}\n/);
  return items.flatMap((item) => wrapText(plainText(item.replaceAll(/\s*\n\s*/g, ' ')), width));
}

export function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === '' ? '' : `    ${line}`));
}

function tableLines([titles, , ...rows]: readonly string[], width: number): readonly string[] {
  const cellsOf = (row: string) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => plainText(cell.trim()));
  const names = cellsOf(titles!);
  return rows.flatMap((row) => {
    const [first, ...others] = cellsOf(row);
    const said = others
      .map((cell, k) => (cell === '' || k === 0 ? cell : `${names[k + 1]}: ${cell}`))
      .filter((cell) => cell !== '')
      .map((cell) => cell.replace(/\.$/, ''));
    const lines = wrapText(`${first}: ${said.join('; ')}.`, width - 4);
    return lines.map((line, k) => `${k === 0 ? '  - ' : '    '}${line}`);
  });
}

/** A line without the marks of Markdown, its formulas as text. */
function plainText(line: string): string {
  return line
    .replaceAll(/\$([^$]*)\$/g, (_, formula: string) => latexToUnicode(formula))
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/\*\*([^*]*)\*\*/g, '$1')
    .replaceAll(/(?<![\w*])_([^_]*)_(?!\w)/g, '$1')
    .replaceAll('`', '');
}
