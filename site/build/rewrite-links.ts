import { kindOf, targetOf } from './repository.ts';

/** Where files of the repository are shown on the site. */
export interface Places {
  /** The page of a Markdown file, with a slash before it; undefined where the file has no page of its own. */
  readonly pageOf: (path: string) => string | undefined;
  /** Asks for a page with the source of a file, or with the list of a folder, and gives its address. */
  readonly sourceOf: (path: string, kind: 'file' | 'folder') => string;
  /** Puts an image where the site serves it, and gives its address. */
  readonly imageOf: (path: string) => string;
}

/** While chapters are being written, SITE_DRAFT=1 only warns of links to those that are not there yet. */
const isDraft = process.env.SITE_DRAFT === '1';

const LINK = /(!?)\[((?:[^\][]|\[[^\][]*\])*)\]\(([^()\s]+)\)/g;

/**
 * The Markdown of the file `from`, with each relative link leading to a page of the site. Code is left alone.
 * Throws on a link to a file that does not exist, but for a draft.
 */
export function rewriteLinks(markdown: string, from: string, places: Places): string {
  return outsideOfCode(markdown, (text) =>
    text.replace(LINK, (whole, image: string, label: string, link: string) => {
      if (/^[a-z]+:/i.test(link) || link.startsWith('#') || link.startsWith('/')) return whole;
      return `${image}[${label}](${addressOf(link, from, places, image === '!')})`;
    }),
  );
}

function addressOf(link: string, from: string, places: Places, isImage: boolean): string {
  const { path, anchor } = targetOf(link, from);
  const kind = kindOf(path);
  if (kind === null) {
    const fault = `${from} links to ${link}, but there is no ${path}`;
    if (!isDraft) throw new Error(fault);
    console.warn(fault);
    return '/';
  }
  if (isImage) return places.imageOf(path);
  const page = places.pageOf(path) ?? (kind === 'folder' ? places.pageOf(`${path}/README.md`) : undefined);
  return page === undefined ? places.sourceOf(path, kind) : `${page}${anchor}`;
}

/** Applies a change to everything but fenced blocks and code spans. */
function outsideOfCode(markdown: string, change: (text: string) => string): string {
  const code = /(^ {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?^ {0,3}\2[ \t]*$|`[^`\n]+`(?!`))/gm;
  let result = '';
  let from = 0;
  for (const found of markdown.matchAll(code)) {
    // A code span that is the label of a link belongs to the link.
    const isLabel =
      markdown[found.index - 1] === '[' && markdown.startsWith('](', found.index + found[0].length);
    if (isLabel) continue;
    result += change(markdown.slice(from, found.index)) + found[0];
    from = found.index + found[0].length;
  }
  return result + change(markdown.slice(from));
}
