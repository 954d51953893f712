import { chapters, pageOf, titleOf } from './chapters.ts';
import { textOf } from './repository.ts';
import { type Places, rewriteLinks } from './rewrite-links.ts';
import { writePage } from './write-page.ts';

/** Documents outside of `spec` that chapters lead to and that read as pages. */
const others = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'examples/README.md',
  'fixtures/README.md',
  'fixtures/results/README.md',
  'reference/accuracy.md',
  'src/kernels/wasm/README.md',
];

const documents = new Map<string, string>([
  ...chapters().map(({ path, page }) => [path, page] as const),
  ...others.map((path) => [path, `more/${pageOf(path)}`] as const),
]);

/** The address of the page of a Markdown file of the repository; undefined where it has none. */
export function documentPage(path: string): string | undefined {
  const page = documents.get(path);
  return page === undefined ? undefined : `/${page.replace(/(^|\/)index$/, '$1')}`;
}

/** Writes a page for each chapter, and for the documents that they lead to; gives how many. */
export function writeDocuments(places: Places): number {
  for (const [path, page] of documents) {
    writePage(page, {
      frontMatter: { title: titleOf(path), source: path, chapter: path.startsWith('spec/') },
      body: rewriteLinks(textOf(path), path, places),
    });
  }
  return documents.size;
}
