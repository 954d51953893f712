import { matrixWords } from './matrix-data.ts';
import { textOf } from './repository.ts';
import { type Places, rewriteLinks } from './rewrite-links.ts';
import { writePage } from './write-page.ts';

const RESULTS = 'fixtures/results/README.md';

const intro = (words: string) => `# Real implementations

Batch norms that people use, each asked in its own ways of use, and judged by the conventions that it declares.

## In one run

${words}

<ImplementationMatrix />

## Library by library
`;

/** Writes the page of real implementations: the matrix that was measured, then what fixtures/results tells of libraries elsewhere. */
export function writeImplementationsPage(places: Places): void {
  const results = textOf(RESULTS)
    .replace(/^# .*$/m, '')
    .replaceAll(/^## /gm, '### ');
  writePage('implementations', {
    frontMatter: { title: 'Real implementations', aside: false, pageClass: 'bn-page-wide' },
    body: `${intro(matrixWords())}${rewriteLinks(results, RESULTS, places)}`,
  });
}
