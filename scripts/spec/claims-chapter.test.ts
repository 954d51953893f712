import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../src/fixture-format/package-root.ts';
import { claimsChapterText, claimsFiles } from './claims-chapter.ts';

const inSpec = (path: string) => readFileSync(join(packageRoot(), 'spec', path), 'utf8');

test('the chapter says what the committed results say: npm run spec:write', () => {
  expect(inSpec('claims.md')).toBe(claimsChapterText());
});

test('its figures are drawn from them, and small', async () => {
  for (const { path, text } of await claimsFiles()) {
    expect(inSpec(path) === text, path).toBe(true);
    expect(text.length, path).toBeLessThan(120_000);
  }
});
