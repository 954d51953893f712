import { posix } from 'node:path';
import { markdownFiles } from './markdown-files.ts';
import { kindOf, textOf } from './repository.ts';

/** A chapter of the specification, with its path in the repository and its place on the site. */
export interface Chapter {
  readonly path: string;
  readonly title: string;
  /** The part of the specification that it stands in. */
  readonly part: string;
  /** Path of the page without its ending, from the root of the site. */
  readonly page: string;
}

const README = 'spec/README.md';

/**
 * Every chapter: those of the table in spec/README.md in its order and its parts, then any that the table leaves out.
 * Throws where the table names a file that does not exist.
 */
export function chapters(): readonly Chapter[] {
  const listed = listedChapters();
  const rest = markdownFiles('spec')
    .filter((path) => path !== README && !listed.some((one) => one.path === path))
    .map((path) => ({ path, part: 'More' }));
  return [{ path: README, part: 'Specification' }, ...listed, ...rest].map(({ path, part }) => ({
    path,
    part,
    title: titleOf(path),
    page: pageOf(path),
  }));
}

/** Rows of the table: a chapter, or the name of the part that begins. */
function listedChapters(): readonly Pick<Chapter, 'path' | 'part'>[] {
  const found: Pick<Chapter, 'path' | 'part'>[] = [];
  let part = 'Specification';
  for (const line of textOf(README).split('\n')) {
    part = /^\|\s*\*\*(.+?)\*\*\s*\|/.exec(line)?.[1] ?? part;
    const link = /^\|\s*\[[^\]]+\]\(([^)#]+\.md)\)/.exec(line)?.[1];
    if (link === undefined) continue;
    const path = posix.join('spec', link);
    if (kindOf(path) !== 'file') throw new Error(`${README} lists ${path}, which does not exist`);
    found.push({ path, part });
  }
  return found;
}

/** Where a chapter is shown: a README becomes the index of its folder. */
export function pageOf(path: string): string {
  return path.replace(/README\.md$/, 'index').replace(/\.md$/, '');
}

/** The first heading of a Markdown file. */
export function titleOf(path: string): string {
  const heading = /^#\s+(.+)$/m.exec(textOf(path))?.[1];
  return heading?.replace(/[`$\\]/g, '').trim() ?? path;
}
