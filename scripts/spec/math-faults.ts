import type { MarkdownLine } from './markdown-lines.ts';
import { withoutCode } from './markdown-lines.ts';

/**
 * Formulas are shown by GitHub (MathJax, after Markdown has taken away backslashes before punctuation), by the site and, converted to
 * Unicode, by `bncheck explain`. What one of them cannot show is a fault, and so is a dollar sign that opens no formula.
 */
const forbidden: readonly (readonly [RegExp, string])[] = [
  [/\\[^A-Za-z]/, 'a backslash before a character that is no letter is lost in Markdown'],
  [/\\operatorname/, 'GitHub refuses \\operatorname: use \\mathrm'],
  [/\}_\{/, '}_{ may open emphasis in Markdown'],
  [/</, 'a < may open HTML: use \\lt'],
  [/\\begin/, 'environments need a double backslash, which is lost in Markdown'],
];

/** What is wrong with the formulas of a text, each as `line N: sentence`. */
export function mathFaults(lines: readonly MarkdownLine[]): readonly string[] {
  const faults: string[] = [];
  let display: string | null = null;
  for (const { number, text, fence } of lines) {
    if (fence !== null) continue;
    const line = withoutCode(text);
    const parts = line.split('$$');
    if (parts.length === 2) {
      display = display === null ? parts[1]! : null;
      if (display === null) faults.push(...faultsOf(parts[0]!, number));
      else faults.push(...faultsOf(display, number));
      continue;
    }
    if (display !== null) {
      faults.push(...faultsOf(line, number));
      continue;
    }
    const formulas = parts.length === 3 ? [parts[1]!] : [];
    const inline = parts.length === 3 ? parts[0]! + parts[2]! : line;
    if (inline.split('$').length % 2 === 0)
      faults.push(`line ${number}: a dollar sign without its other one`);
    else formulas.push(...inline.split('$').filter((_, at) => at % 2 === 1));
    for (const formula of formulas) faults.push(...faultsOf(formula, number));
  }
  if (display !== null) faults.push('line end: a displayed formula that does not end');
  return faults;
}

function faultsOf(formula: string, line: number): readonly string[] {
  return forbidden
    .filter(([pattern]) => pattern.test(formula))
    .map(([, fault]) => `line ${line}: ${fault}, in $${formula.trim()}$`);
}
