/** Rows as a Markdown table, the first row its titles, with the columns padded to one width. */
export function markdownTable(rows: readonly (readonly string[])[]): string {
  const [titles, ...others] = rows;
  const widths = titles!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  const dashes = widths.map((width) => '-'.repeat(width));
  return [titles!, dashes, ...others].map(line).join('\n');
}

/** A number in at most `digits` significant digits, as people write it. */
export function shortNumber(value: number, digits = 6): string {
  return String(Number(value.toPrecision(digits)));
}
