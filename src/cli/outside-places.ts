import { join } from 'node:path';
import type { OutsidePlaces } from '../adapters/outside/open-outside-subject.ts';
import { packageRoot } from '../fixture-format/package-root.ts';

/** Environments lie in the working folder, adapters in the package. */
export function outsidePlaces(workingFolder: string): OutsidePlaces {
  return {
    environments: join(workingFolder, '.bncheck', 'env'),
    programs: join(packageRoot(), 'src', 'adapters', 'outside'),
  };
}
