/** Searches for the worst cases of the sequential loops and writes fixtures/worst-cases/*.json: `npx jiti scripts/find-worst-cases.ts`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeCase } from '../src/fixture-format/json-case.ts';
import { packageRoot } from '../src/fixture-format/package-root.ts';
import { climb, climbed } from './worst-cases/climb.ts';
import { fileNameOf } from './worst-cases/file-name-of.ts';

const folder = join(packageRoot(), 'fixtures', 'worst-cases');
mkdirSync(folder, { recursive: true });
for (const quantity of climbed) {
  const { given, ratio } = climb(quantity, 3, { starts: 3000, climbers: 10, steps: 6000 });
  writeFileSync(join(folder, fileNameOf(quantity)), `${JSON.stringify(encodeCase(given), null, 1)}\n`);
  process.stdout.write(
    `${quantity}: error / bound ${ratio.toFixed(3)} with ${given.input.length} elements\n`,
  );
}
