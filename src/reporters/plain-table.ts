import Table, { type HorizontalAlignment } from 'cli-table3';

/** cli-table3 draws lines unless each of them is nothing. */
const noLines = Object.fromEntries(
  ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right']
    .concat(['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'])
    .map((place) => [place, '']),
);

export interface PlainTableOptions {
  /** What stands between two columns; two spaces by default. */
  readonly gap?: string;
  /** Where the cells of each column begin or end; at the left by default. */
  readonly aligns?: readonly HorizontalAlignment[];
}

/** A table without lines, columns as wide as their cells: one line of text for each row. The cells may be coloured. */
export function plainTable(
  rows: readonly (readonly string[])[],
  { gap = '  ', aligns = [] }: PlainTableOptions = {},
): readonly string[] {
  const table = new Table({
    chars: { ...noLines, middle: gap },
    colAligns: [...aligns],
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}
