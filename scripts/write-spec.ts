/**
 * Brings the generated parts of the chapters up to date: the sentences and facts of the requirements, the profiles, the
 * values of the worked examples, and the verdict in the README:
 *
 *   npx jiti scripts/write-spec.ts
 *
 * Read the difference before you commit it: a value that changed means that the definition changed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../src/fixture-format/package-root.ts';
import { chapters } from './spec/chapters.ts';
import { withFacts } from './spec/generated-blocks.ts';
import { withVerdict } from './spec/readme-verdict.ts';
import { restateExample } from './spec/run-example.ts';

for (const { name, path, text } of chapters()) {
  const restated = text.replaceAll(
    /^(```ts example \S+\n)([\s\S]*?)^```$/gm,
    (_, opening: string, code: string) => {
      return `${opening}${restateExample(code)}\`\`\``;
    },
  );
  const written = withFacts(restated);
  if (written === text) continue;
  writeFileSync(path, written);
  console.log(`spec/${name} updated`);
}

const readme = join(packageRoot(), 'README.md');
const shown = readFileSync(readme, 'utf8');
const current = await withVerdict(shown);
if (current !== shown) {
  writeFileSync(readme, current);
  console.log('README.md updated');
}
