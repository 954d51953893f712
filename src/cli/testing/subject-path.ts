import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** The path of one of the small subjects beside this file. */
export function subjectPath(name: string): string {
  return join(here, `${name}.ts`);
}

/** The command of the package, from its sources. */
export const mainPath = join(dirname(here), 'main.ts');
