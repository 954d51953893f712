import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AccuracyClass, accuracyClasses } from '../../spec/bounds/arithmetic.ts';
import { type Quantity, quantities } from '../../spec/bounds/testing/worst-ratios.ts';
import { decodeCase, encodeCase } from '../../src/fixture-format/json-case.ts';
import { packageRoot } from '../../src/fixture-format/package-root.ts';
import type { WorstCase } from './climb.ts';
import { fileNameOf } from './file-name-of.ts';

/** The worst case of one quantity in each class. */
export type WorstOfQuantity = Readonly<Record<AccuracyClass, WorstCase>>;

/** Where the worst cases of a quantity are kept. */
export function fileOf(quantity: Quantity): string {
  return join(packageRoot(), 'fixtures', 'worst-cases', fileNameOf(quantity));
}

/** Four decimals: what another rounding of a logarithm would not change. */
export function shownRatio(ratio: number): number {
  return Number(ratio.toFixed(4));
}

export function encodeWorst(worst: WorstOfQuantity): string {
  const kept = accuracyClasses.map((accuracy) => {
    const { given, algorithm, ratio } = worst[accuracy];
    return [accuracy, { ratio: shownRatio(ratio), algorithm, case: encodeCase(given) }];
  });
  return `${JSON.stringify(Object.fromEntries(kept), null, 1)}\n`;
}

export function readWorst(quantity: Quantity): WorstOfQuantity {
  const kept = JSON.parse(readFileSync(fileOf(quantity), 'utf8'));
  const worst = accuracyClasses.map((accuracy) => {
    const { ratio, algorithm, case: encoded } = kept[accuracy];
    return [accuracy, { given: decodeCase(encoded), algorithm, ratio }];
  });
  return Object.fromEntries(worst);
}

/** A Markdown table of the ratios that are kept: a row for each quantity, a column for each class. */
export function worstTable(): string {
  const classes = accuracyClasses.toReversed();
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rows = quantities.map((quantity) => {
    const worst = readWorst(quantity);
    return row([`\`${quantity}\``, ...classes.map((name) => worst[name].ratio.toFixed(2))]);
  });
  return [row(['', ...classes]), row(['---', ...classes.map(() => '---:')]), ...rows].join('\n');
}
