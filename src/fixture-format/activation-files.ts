import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './package-root.ts';

/** The files of recorded activations, in the order of their names. */
export function activationFiles(): readonly string[] {
  const folder = join(packageRoot(), 'fixtures', 'activations');
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => join(folder, name));
}
