import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jsonSchemaFiles } from './json-schemas.ts';
import { packageRoot } from './package-root.ts';

const folder = join(packageRoot(), 'fixtures', 'schemas');

test('the committed JSON schemas are those that scripts/write-json-schemas.ts writes', () => {
  for (const [name, text] of Object.entries(jsonSchemaFiles())) {
    expect(readFileSync(join(folder, name), 'utf8'), name).toBe(text);
  }
});

test('every object in them is closed', () => {
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  const objects = texts.flatMap((text) => objectSchemasIn(JSON.parse(text)));
  expect(objects.length).toBeGreaterThan(texts.length);
  for (const schema of objects) expect(schema).toHaveProperty('additionalProperties');
});

interface ObjectSchema {
  readonly type: 'object';
}

function objectSchemasIn(value: unknown): readonly ObjectSchema[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(objectSchemasIn);
  return 'type' in value && value.type === 'object' ? [value as ObjectSchema, ...inside] : inside;
}
