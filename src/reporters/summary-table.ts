import { countGroup, groupMark, groups, legend, type MatrixRow, verdictWord } from './matrix-row.ts';
import { type Colours, plainColours } from './plain-colours.ts';
import { plainTable } from './plain-table.ts';
import { plainText } from './plain-text.ts';

/** Longest name that leaves the table within 100 columns. */
const NAME_WIDTH = 21;

/** Implementations by groups of requirements, with verdict and accuracy grade, in at most 100 columns. */
export function summaryTable(rows: readonly MatrixRow[], colours: Colours = plainColours): string {
  const table = [['', ...groups, 'verdict', 'accuracy'].map((word) => colours.bold(word))];
  for (const row of rows) {
    const name = plainText(row.name, NAME_WIDTH);
    if ('problem' in row) {
      table.push([name, ...groups.map(() => colours.dim('–')), colours.yellow('not run'), colours.dim('–')]);
      continue;
    }
    const { result } = row.report;
    const marks = groups.map((group) => coloured(groupMark(countGroup(result, group)), colours));
    const word = verdictWord(row);
    const colour = {
      passes: colours.green,
      fails: colours.red,
      partial: colours.yellow,
      'not run': colours.yellow,
    };
    table.push([name, ...marks, colour[word](word), result.grade]);
  }
  return [...plainTable(table, { gap: ' ' }), '', colours.dim(legend)].join('\n');
}

function coloured(mark: string, colours: Colours): string {
  if (mark.startsWith('✗')) return colours.red(mark);
  if (mark.startsWith('!')) return colours.yellow(mark);
  return mark === '✓' ? colours.green(mark) : colours.dim(mark);
}
