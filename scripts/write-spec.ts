/**
 * Brings the generated parts of the chapters up to date: the sentences and facts of the requirements, the tables, the
 * values of the worked examples, and the verdict and the tables of speed in the README:
 *
 *   npx jiti scripts/write-spec.ts
 *
 * Read the difference before you commit it: a value that changed means that the definition changed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../src/fixture-format/package-root.ts';
import { chapters } from './spec/chapters.ts';
import { examplesOf } from './spec/examples-of.ts';
import { withFacts } from './spec/generated-blocks.ts';
import { generatedPages, restatedPage } from './spec/generated-pages.ts';
import { restateExample } from './spec/run-example.ts';
import { writeClaimsChapter } from './spec/write-claims-chapter.ts';

for (const path of await writeClaimsChapter()) console.log(`${path} updated`);

for (const { name, path, text } of chapters()) {
  let restated = text;
  for (const { code } of examplesOf(text)) {
    const now = await restateExample(code);
    restated = restated.replace(code, () => now);
  }
  const written = withFacts(restated);
  if (written === text) continue;
  writeFileSync(path, written);
  console.log(`spec/${name} updated`);
}

for (const page of generatedPages) {
  const path = join(packageRoot(), page);
  const shown = readFileSync(path, 'utf8');
  const current = await restatedPage(shown);
  if (current === shown) continue;
  writeFileSync(path, current);
  console.log(`${page} updated`);
}
