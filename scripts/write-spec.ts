/**
 * Brings the generated parts of the chapters up to date: the sentences and facts of the requirements, and the values of
 * the worked examples:
 *
 *   npx jiti scripts/write-spec.ts
 *
 * Read the difference before you commit it: a value that changed means that the definition changed.
 */
import { writeFileSync } from 'node:fs';
import { chapters } from './spec/chapters.ts';
import { withFacts } from './spec/generated-blocks.ts';
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
