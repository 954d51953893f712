import { existsSync, readdirSync } from 'node:fs';
import { relative } from 'node:path';
import { dist } from './serve-site.ts';

/** Paths of all pages of the built site, from its root. @throws Error where the site was not built. */
export function sitePages(): readonly string[] {
  if (!existsSync(dist)) throw new Error('the site is not built: run npm run site');
  return readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html') && entry.name !== '404.html')
    .map((entry) => relative(dist, `${entry.parentPath}/${entry.name}`))
    .sort();
}
