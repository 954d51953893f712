/**
 * Searches for the worst cases of the sound float32 algorithms: `npx jiti scripts/find-worst-cases.ts`.
 *
 * Prints, for each quantity and accuracy class, the largest error / bound found, writes the cases to fixtures/worst-cases and the table
 * to the chapter of the bounds. What is kept there is replaced only by worse; `--print` searches nothing and prints the table that is kept.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type AccuracyClass, accuracyClasses } from '../spec/bounds/arithmetic.ts';
import { type Quantity, quantities } from '../spec/bounds/testing/worst-ratios.ts';
import { packageRoot } from '../src/fixture-format/package-root.ts';
import { algorithms, climb, ratioOn, type WorstCase } from './worst-cases/climb.ts';
import {
  encodeWorst,
  fileOf,
  readWorst,
  type WorstOfQuantity,
  worstTable,
} from './worst-cases/worst-cases.ts';
import { withTable } from './worst-cases/with-table.ts';

const effort = { starts: 1500, climbers: 8, steps: 4000 };

/** The worse of what the search finds and of what was kept, if that algorithm still exists. */
function worstOf(quantity: Quantity, accuracy: AccuracyClass, seed: number): WorstCase {
  const found = climb(quantity, accuracy, seed, effort);
  if (!existsSync(fileOf(quantity))) return found;
  const kept = readWorst(quantity)[accuracy];
  const algorithm = algorithms.find(({ name }) => name === kept.algorithm);
  if (algorithm === undefined) return found;
  const ratio = ratioOn(kept.given, quantity, algorithm);
  return ratio > found.ratio && ratio <= 1 ? { ...kept, ratio } : found;
}

function search(): void {
  for (const quantity of quantities) {
    const worst = accuracyClasses.map((accuracy) => {
      const case_ = worstOf(quantity, accuracy, Number(process.argv[2] ?? 3));
      const { ratio, given, algorithm } = case_;
      const where = `${given.input.length} elements, ${algorithm}`;
      process.stdout.write(`${quantity}, ${accuracy}: ${ratio.toFixed(3)} of the bound (${where})\n`);
      return [accuracy, case_];
    });
    mkdirSync(dirname(fileOf(quantity)), { recursive: true });
    writeFileSync(fileOf(quantity), encodeWorst(Object.fromEntries(worst) as WorstOfQuantity));
  }
}

if (!process.argv.includes('--print')) {
  search();
  const chapter = join(packageRoot(), 'spec', 'bounds', 'README.md');
  writeFileSync(chapter, withTable(readFileSync(chapter, 'utf8'), worstTable()));
}
process.stdout.write(`${worstTable()}\n`);
