import { textOf } from './repository.ts';
import { type Places, rewriteLinks } from './rewrite-links.ts';
import { writePage } from './write-page.ts';

const RESULTS = 'fixtures/results/README.md';

const intro = `# Real implementations

Batch norms that people use, each asked in its own ways of use, and judged by the conventions that it declares.

## Libraries of npm, beside this one

Measured by \`npx bncheck matrix --tier smoke --seed 1\`, on these versions.

<ImplementationMatrix />

## Libraries outside of npm
`;

/** Writes the page of real implementations: the matrix that was measured, then what fixtures/results tells of libraries elsewhere. */
export function writeImplementationsPage(places: Places): void {
  const results = textOf(RESULTS)
    .replace(/^# .*$/m, '')
    .replaceAll(/^## /gm, '### ');
  writePage('implementations', {
    frontMatter: { title: 'Real implementations', aside: false, pageClass: 'bn-page-wide' },
    body: `${intro}${rewriteLinks(results, RESULTS, places)}`,
  });
}
