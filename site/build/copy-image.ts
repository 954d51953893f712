import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { repository, site } from './repository.ts';

/** Copies an image of the repository to where the site serves files as they are, and gives its address. */
export function copyImage(path: string): string {
  cpSync(join(repository, path), join(site, 'pages', 'public', 'figures', path));
  return `/figures/${path}`;
}
