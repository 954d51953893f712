import type { Grade, SuiteResult } from '../harness/outcome.ts';
import { type Colours, plainColours } from './plain-colours.ts';
import { plainText } from './plain-text.ts';

/** Quantities that are plotted, where they were graded: what users see first. */
const plotted = ['output', 'inferenceOutput', 'gradInput'] as const;

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const;

/**
 * Right bits against conditioning, as bars: for each decade of kappa = mean|x| invStd the worst channel, with the mean of all behind it.
 * A `forward` implementation keeps its bits, a sound one loses log2(kappa), one-pass sums lose twice as many.
 */
export function accuracyPlot(
  result: SuiteResult,
  precision: number,
  colours: Colours = plainColours,
): readonly string[] {
  const lines: string[] = [];
  for (const quantity of plotted) {
    const grade = result.grades[quantity];
    if (grade === undefined || grade.byConditioning.length === 0) continue;
    lines.push(
      '',
      `right bits of ${plainText(quantity, 40)} by conditioning: worst channel (mean), of ${precision}`,
    );
    lines.push(...bars(grade, precision, colours));
  }
  return lines;
}

function bars({ byConditioning }: Grade, precision: number, colours: Colours): readonly string[] {
  return byConditioning.map(({ decade, channels, worstBits, meanBits }) => {
    const kappa = decade === 0 ? 'below 10' : `1e${decade}`;
    const bar = barOf((worstBits * 24) / precision);
    const figures = `${worstBits.toFixed(1)} (${meanBits.toFixed(1)})`;
    return `  kappa ${kappa.padEnd(9)}${colours.green(bar.padEnd(25))} ${figures.padEnd(13)} ${channels} channels`;
  });
}

/** A bar of so many columns, to an eighth. */
function barOf(columns: number): string {
  const whole = Math.floor(columns);
  return '█'.repeat(whole) + eighths[Math.floor((columns - whole) * 8)]!;
}
