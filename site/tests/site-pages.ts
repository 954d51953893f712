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

/** Those that people wrote or that hold tools: pages with nothing but source are all alike, and two stand for them. */
export function chosenPages(): readonly string[] {
  const rooms = ['faults/epsilon.html', 'faults/caches.html'];
  const sources = ['source/spec/contract.ts.html', 'source/reference/variants/index.html'];
  return sitePages().filter((path) => {
    if (path.startsWith('source/')) return sources.includes(path);
    if (path.startsWith('faults/')) return rooms.includes(path) || path === 'faults/index.html';
    return true;
  });
}
