import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds `spec`, `reference`, `src` and `site`. */
export const repository = fileURLToPath(new URL('../../', import.meta.url));

/** The folder of the site. */
export const site = join(repository, 'site');

/** Text of a file, by its path in the repository. */
export function textOf(path: string): string {
  return readFileSync(join(repository, path), 'utf8');
}

/** What lies at a path of the repository; null where nothing does. */
export function kindOf(path: string): 'file' | 'folder' | null {
  const found = statSync(join(repository, path), { throwIfNoEntry: false });
  if (found === undefined) return null;
  return found.isDirectory() ? 'folder' : 'file';
}

/** Names in a folder of the repository, folders with a slash at the end, without hidden ones. */
export function entriesOf(path: string): readonly string[] {
  return readdirSync(join(repository, path), { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules' && name !== '__pycache__')
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
    .sort();
}

/** The path in the repository that a link in the file `from` means, without its anchor. */
export function targetOf(link: string, from: string): { readonly path: string; readonly anchor: string } {
  const [path = '', anchor = ''] = link.split('#');
  const resolved = path === '' ? from : posix.normalize(posix.join(posix.dirname(from), path));
  return { path: resolved.replace(/\/$/, ''), anchor: anchor === '' ? '' : `#${anchor}` };
}
