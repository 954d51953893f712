import { extname } from 'node:path';
import { entriesOf, textOf } from './repository.ts';
import { writePage } from './write-page.ts';

const LANGUAGES: Readonly<Record<string, string>> = {
  '.ts': 'ts',
  '.mjs': 'js',
  '.js': 'js',
  '.json': 'json',
  '.py': 'python',
  '.md': 'md',
  '.yml': 'yaml',
  '.yaml': 'yaml',
  '.sh': 'sh',
  '.cpp': 'cpp',
};

/** Larger files are data, and a page of them helps nobody. */
const MOST_CHARACTERS = 120_000;

/** The pages with source that others ask for; `write` writes them. */
export function sourcePages() {
  const wanted = new Map<string, 'file' | 'folder'>();
  // The ending is written out: VitePress takes an address that ends in .ts for a file to be left alone.
  const addressOf = (path: string) =>
    wanted.get(path) === 'folder' ? `/source/${pageOf(path)}/` : `/source/${pageOf(path)}.html`;
  const sourceOf = (path: string, kind: 'file' | 'folder') => {
    wanted.set(path, kind);
    return addressOf(path);
  };
  /** An entry of a list leads on where its page is wanted anyway: all pages of all files would be hundreds. */
  const entry = (path: string, name: string) => (wanted.has(path) ? `[${name}](${addressOf(path)})` : name);
  const write = (): number => {
    for (const [path, kind] of wanted) {
      if (kind === 'folder') writeFolder(path, entry);
      else writeFile(path);
    }
    return wanted.size;
  };
  return { sourceOf, write };
}

function writeFile(path: string): void {
  const text = textOf(path);
  const shown = text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS)}\n… (cut here)\n`;
  const language = LANGUAGES[extname(path)] ?? 'text';
  const fence = '`'.repeat(Math.max(3, ...[...shown.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  writePage(`source/${pageOf(path)}`, {
    frontMatter: { title: path, search: false, outline: false, source: path, prev: false, next: false },
    body: `# ${nameOf(path)}\n\nSource, \`${path}\`.\n\n${fence}${language}:line-numbers\n${shown.trimEnd()}\n${fence}\n`,
  });
}

function writeFolder(path: string, entry: (path: string, name: string) => string): void {
  const rows = entriesOf(path)
    .filter((name) => !/\.(test|nightly\.test)\.ts$/.test(name))
    .map((name) => `- ${entry(`${path}/${name.replace(/\/$/, '')}`, name)}`);
  writePage(`source/${pageOf(path)}/index`, {
    frontMatter: { title: `${path}/`, search: false, outline: false, source: path, prev: false, next: false },
    body: `# ${nameOf(path)}\n\nFolder, \`${path}\`.\n\n${rows.join('\n')}\n`,
  });
}

/** Without the ending of Markdown, which the page has anyway, and without leading dots: VitePress leaves hidden folders out. */
function pageOf(path: string): string {
  return path.replace(/\.md$/, '').replaceAll(/(^|\/)\./g, '$1');
}

function nameOf(path: string): string {
  return path.split('/').at(-1)!;
}
