import type { Colours } from './plain-colours.ts';
import type { PowerReport } from './power-report.ts';
import { type Rows, requirementRows, rivalRows, totalLines, variantRows } from './power-rows.ts';
import { clip } from './plain-text.ts';
import { PAGE_WIDTH, wrapText } from './wrap-text.ts';

/** The kill matrix for a terminal: variants, requirements, other suites and totals, no line wider than the page. */
export function powerText(report: PowerReport, colours: Colours): string {
  const tables = [variantRows(report.findings)];
  if (report.summary.requirements !== null) tables.push(requirementRows(report));
  if (report.rivals.length > 0) tables.push(rivalRows(report));
  const totals = totalLines(report).flatMap((line) => wrapText(line, PAGE_WIDTH));
  return [...tables.map((rows) => textTable(rows, colours)), totals.join('\n')].join('\n\n');
}

/** Columns as wide as their cells, two spaces apart; the last is cut at the edge of the page. */
function textTable(rows: Rows, colours: Colours): string {
  const [head = []] = rows;
  const widths = head.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  const isNumber = head.map((_, i) => rows.slice(1).every((row) => /^(\d+|–|)$/.test(row[i]!)));
  const lines = rows.map((row) => {
    const cells = row.map((cell, i) => (isNumber[i] ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)));
    return clip(cells.join('  ').trimEnd(), PAGE_WIDTH);
  });
  const coloured = lines.map((line, i) => {
    if (i === 0) return colours.bold(line);
    return rows[i]![1] === 'missed' ? colours.red(line) : line;
  });
  return coloured.join('\n');
}
