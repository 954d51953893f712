import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../src/fixture-format/package-root.ts';
import { runHere } from '../../src/cli/testing/memory-io.ts';
import { chapters } from './chapters.ts';
import { generatedPages, restatedPage } from './generated-pages.ts';

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'fixtures/results/bench/README.md',
  ...chapters().map(({ name }) => `spec/${name}`),
];
const read = (page: string) => readFileSync(join(packageRoot(), page), 'utf8');

test.each(generatedPages)(
  'the verdict and the tables of %s are those that bncheck gives (npx jiti scripts/write-spec.ts)',
  async (page) => {
    expect(read(page)).toBe(await restatedPage(read(page)));
  },
);

test.each(pages)('links of %s to files lead to files', (page) => {
  const folder = join(packageRoot(), page, '..');
  const targets = Array.from(
    read(page).matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g),
    (link) => link[1]!,
  );
  expect(targets.filter((target) => !existsSync(join(folder, target)))).toEqual([]);
});

test('every command line that the README names is one that there is', async () => {
  const named = Array.from(read('README.md').matchAll(/^npx bncheck ([a-z]+)/gm), (line) => line[1]!);
  const { stdout } = await runHere(['--help'], '.');
  expect(named.length).toBeGreaterThan(3);
  for (const name of named) expect(stdout).toMatch(new RegExp(`^ {2}${name}\\b`, 'm'));
});

test('every npm script that the pages name is one that there is', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = pages.flatMap((page) =>
    Array.from(read(page).matchAll(/npm run ([\w:]+)/g), (run) => run[1]!),
  );
  for (const name of named) expect(Object.keys(scripts)).toContain(name);
});
