import { examplesOf } from './examples-of.ts';
import { mathFaults } from './math-faults.ts';
import { markdownLines, withoutCode } from './markdown-lines.ts';
import { numberEquations } from './number-equations.ts';

/** What the text of a chapter is held against. */
export interface Known {
  /** True of the id of a requirement. */
  readonly isRequirement: (id: string) => boolean;
  /** True where a relative link, with its anchor if it has one, leads somewhere. */
  readonly leads: (link: string) => boolean;
}

/**
 * What is wrong with the text of a chapter, each as `line N: sentence`:
 *
 * - a fenced block without a language, or TypeScript that is no example and so does not run;
 * - an example that states no value;
 * - an id that no requirement has;
 * - a table of numbers that is neither generated (`<!-- table NAME -->`) nor says which code gives it (`<!-- values: PATH -->`);
 * - an equation between numbers that does not hold;
 * - a relative link that leads nowhere;
 * - what the site would take for HTML or for a template;
 * - formulas that one of the places where the text is shown cannot show.
 */
export function chapterFaults(text: string, known: Known): readonly string[] {
  const lines = markdownLines(text);
  const faults: string[] = [];
  const found = (line: number, fault: string) => faults.push(`line ${line}: ${fault}`);

  for (const { number, text: line, fence, opens, marker } of lines) {
    for (const [id] of line.matchAll(/\bBN(?:-[A-Z]+)+\b/g)) {
      if (!known.isRequirement(id)) found(number, `no requirement has the id ${id}`);
    }
    if (opens && fence === '') found(number, 'a fenced block without a language');
    if (opens && /^(ts|js|typescript|javascript)\b/.test(fence!) && !/^ts example( \S+)?$/.test(fence!)) {
      found(number, 'code that is no example does not run: open it with "ts example"');
    }
    if (fence !== null) continue;

    const code = /^<!-- values: (\S+)/.exec(line)?.[1];
    if (code !== undefined && !known.leads(code)) found(number, `there is no code ${code}`);
    if (isNumberRow(line) && marker === null) {
      found(number, 'a table of numbers that no marker says the code of');
    }
    const prose = withoutCode(line);
    for (const [, link] of prose.matchAll(/\]\((?![a-z]+:)([^)\s]+)\)/g)) {
      if (!known.leads(link!)) found(number, `the link ${link} leads nowhere`);
    }
    for (const { text: equation, holds } of numberEquations(prose)) {
      if (!holds) found(number, `it is not so that ${equation}`);
    }
    if (prose.includes('{{')) found(number, 'two opening braces are a template to the site');
    const outside = prose.replaceAll(/<!--.*?-->/g, '').replaceAll(/\$[^$]*\$/g, '');
    if (/<\/?[A-Za-z]/.test(outside)) found(number, 'a < before a letter is HTML to the site');
  }
  for (const { line, code } of examplesOf(text)) {
    if (!/^\/\/ -> /m.test(code)) found(line, 'an example that states no value');
  }
  return [...faults, ...mathFaults(lines)];
}

/** A row of a table with a cell that is a number and nothing else. */
function isNumberRow(line: string): boolean {
  if (!/^\s*\|.*\|\s*$/.test(line)) return false;
  const cells = line.split('|').slice(1, -1);
  return cells.some((cell) => {
    const bare = cell.trim().replaceAll(/[$*`{}]/g, '');
    return /^[-−+≈]?\d[\d.,/^−-]*(e[-+]?\d+)?( ?%)?$/i.test(bare);
  });
}
