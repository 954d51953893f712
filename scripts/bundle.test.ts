import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { bundleEntries } from './bundle.mjs';

const folder = mkdtempSync(join(tmpdir(), 'bncheck-bundle-'));
const main = join(folder, 'src', 'main.js');
const bundles = join(folder, 'bundle');

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}

async function outputOf(last: string): Promise<string> {
  write('package.json', '{"type":"module"}');
  write('src/deep/place.js', 'export const place = () => import.meta.url;\n');
  write(
    'src/deep/later.js',
    `import { place } from './place.js';\nexport const later = () => place() + ${last};\n`,
  );
  const wait = "const { later } = await import('./deep/later.js');";
  write(
    'src/main.js',
    `#!/usr/bin/env node\nimport { place } from './deep/place.js';\n${wait}\nconsole.log(place(), later());\n`,
  );
  await bundleEntries([main], bundles);
  return execFileSync(process.execPath, [main], { encoding: 'utf8' });
}

test('a bundled module has the address of its own file, whether it is loaded at once or later', async () => {
  const own = pathToFileURL(join(folder, 'src', 'deep', 'place.js')).href;
  expect(await outputOf('1')).toBe(`${own} ${own}1\n`);
});

test('the program starts from its bundle, and bundles of an earlier build are gone', async () => {
  await outputOf('1');
  const before = readdirSync(bundles);
  rmSync(join(folder, 'src', 'deep'), { recursive: true });
  expect(execFileSync(process.execPath, [main], { encoding: 'utf8' })).toMatch(/place\.js1\n$/);
  expect(readFileSync(main, 'utf8')).toMatch(
    /^#!\/usr\/bin\/env node\nimport '\.\.\/bundle\/main-.+\.js';\n$/,
  );
  expect(await outputOf('2')).toMatch(/place\.js2\n$/);
  expect(readdirSync(bundles)).toHaveLength(before.length);
  expect(readdirSync(bundles).toSorted()).not.toEqual(before.toSorted());
});
