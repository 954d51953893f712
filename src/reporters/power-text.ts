import type { Colours } from './plain-colours.ts';
import { plainTable } from './plain-table.ts';
import { clip } from './plain-text.ts';
import type { PowerReport } from './power-report.ts';
import {
  hasRequirementRows,
  type Rows,
  requirementRows,
  rivalRows,
  totalLines,
  variantRows,
} from './power-rows.ts';
import { PAGE_WIDTH, wrapText } from './wrap-text.ts';

/** The kill matrix for a terminal: variants, requirements, other suites and totals, no line wider than the page. */
export function powerText(report: PowerReport, colours: Colours): string {
  const { summary } = report;
  const tables = summary.faulty.total === 0 ? [] : [variantRows(report.findings)];
  if (hasRequirementRows(report)) tables.push(requirementRows(report));
  if (report.rivals.length > 0) tables.push(rivalRows(report));
  const totals = totalLines(report).flatMap((line) => wrapText(line, PAGE_WIDTH));
  return [...tables.map((rows) => textTable(rows, colours)), totals.join('\n')].join('\n\n');
}

/** Columns as wide as their cells, two spaces apart; the last is cut at the edge of the page. */
function textTable(rows: Rows, colours: Colours): string {
  const [head = []] = rows;
  const isNumber = head.map((_, i) => rows.slice(1).every((row) => /^(\d+|–|)$/.test(row[i]!)));
  const lines = plainTable(rows, { aligns: isNumber.map((right) => (right ? 'right' : 'left')) });
  const coloured = lines.map((whole, i) => {
    const line = clip(whole, PAGE_WIDTH);
    if (i === 0) return colours.bold(line);
    return rows[i]![1] === 'missed' ? colours.red(line) : line;
  });
  return coloured.join('\n');
}
