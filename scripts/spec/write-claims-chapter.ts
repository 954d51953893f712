import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageRoot } from '../../src/fixture-format/package-root.ts';
import { claimsFiles } from './claims-chapter.ts';

/** Brings the chapter of the claims and its figures up to date with fixtures/claims; gives the paths that changed. */
export async function writeClaimsChapter(): Promise<readonly string[]> {
  const changed: string[] = [];
  for (const { path, text } of await claimsFiles()) {
    const file = join(packageRoot(), 'spec', path);
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    changed.push(`spec/${path}`);
  }
  return changed;
}
