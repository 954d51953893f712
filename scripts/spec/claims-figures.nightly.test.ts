import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../src/fixture-format/package-root.ts';
import { claimsFiles } from './claims-chapter.ts';

test('all figures of the claims are drawn from the committed results: npm run spec:write', async () => {
  for (const { path, text } of await claimsFiles()) {
    expect(readFileSync(join(packageRoot(), 'spec', path), 'utf8') === text, path).toBe(true);
  }
});
