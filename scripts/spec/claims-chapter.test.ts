import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { claimIds } from '../../src/claims/claim.ts';
import { packageRoot } from '../../src/fixture-format/package-root.ts';
import { claimsChapterText, claimsFiles } from './claims-chapter.ts';

const inSpec = (path: string) => readFileSync(join(packageRoot(), 'spec', path), 'utf8');

test('the chapter says what the committed results say: npm run spec:write', () => {
  expect(inSpec('claims.md')).toBe(claimsChapterText());
});

// Drawing all nine takes seconds, and is for the night.
test('its figures are drawn from them: two of them', async () => {
  for (const { path, text } of await claimsFiles(['cost', 'drawbacks'])) {
    expect(inSpec(path) === text, path).toBe(true);
  }
});

test('there is a small figure for every claim', () => {
  for (const id of claimIds) expect(inSpec(`figures/claims/${id}.svg`).length, id).toBeLessThan(120_000);
});
