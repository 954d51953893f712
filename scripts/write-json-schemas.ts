/** Writes fixtures/schemas/*.json from the zod schemas: `npx jiti scripts/write-json-schemas.ts`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonSchemaFiles } from '../src/fixture-format/json-schemas.ts';
import { packageRoot } from '../src/fixture-format/package-root.ts';
import { protocolSchemaFiles } from '../src/protocol/protocol-schemas.ts';
import { vectorSchemaFiles } from '../src/vectors/schema-files.ts';

const folder = join(packageRoot(), 'fixtures', 'schemas');
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries({
  ...jsonSchemaFiles(),
  ...protocolSchemaFiles(),
  ...vectorSchemaFiles(),
})) {
  writeFileSync(join(folder, name), text);
}
