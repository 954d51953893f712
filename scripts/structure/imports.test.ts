import { describe, expect, test } from 'vitest';
import { circlesIn } from './circles.ts';
import { forbiddenArrows, houses, liesIn } from './houses.ts';
import { importsOf, isForTests, sourceFiles } from './source-files.ts';

const files = sourceFiles(['src', 'spec', 'reference']);
const production = files.filter(({ path }) => !isForTests(path));
const byPath = new Map(files.map((file) => [file.path, file]));

test('every import of an own file leads to a file', () => {
  const lost = files.flatMap(({ path, imports }) =>
    imports
      .filter(({ local, target }) => local && target.endsWith('.ts') && !isInside(target))
      .map(({ target }) => `${path} -> ${target}`),
  );
  expect(lost).toEqual([]);
});

function isInside(target: string): boolean {
  return byPath.has(target) || target.startsWith('scripts/') || target.startsWith('examples/');
}

describe('no file imports what its house may not', () => {
  test.each(houses)('$folder', (house) => {
    expect(forbiddenArrows(production, house)).toEqual([]);
  });

  test('and one that does is found', () => {
    const file = (path: string, text: string) => ({ path, text, imports: importsOf(path, text) });
    const house = { folder: 'spec', mayImport: ['src/words'], packages: ['fast-check'] };
    const wrong = [
      file('spec/a.ts', "import { b } from './b.ts';\nimport { c } from '../src/words/c.ts';"),
      file('spec/b.ts', "import { d } from '../reference/d.ts';\nimport fc from 'fast-check';"),
      file('spec/c.ts', "import type { E } from '../src/cli/e.ts';\nimport { z } from 'zod';"),
      file('reference/d.ts', "import { e } from '../src/cli/e.ts';"),
    ];
    expect(forbiddenArrows(wrong, house)).toEqual([
      'spec/b.ts -> reference/d.ts',
      'spec/c.ts -> src/cli/e.ts',
      'spec/c.ts -> zod',
    ]);
  });

  test('every file of src lies in a house', () => {
    const homeless = production.filter(({ path }) => !houses.some(({ folder }) => liesIn(path, folder)));
    expect(homeless.map(({ path }) => path)).toEqual([]);
  });

  test('nothing but the command line imports src/cli', () => {
    const outside = production.filter(({ path }) => !liesIn(path, 'src/cli'));
    const wrong = outside.filter(({ imports }) => imports.some(({ target }) => liesIn(target, 'src/cli')));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test('nothing but a test imports tests, scripts or examples', () => {
    const wrong = production.flatMap(({ path, imports }) =>
      imports
        .filter(
          ({ local, target }) => local && (isForTests(target) || !/^(src|spec|reference)\//.test(target)),
        )
        .map(({ target }) => `${path} -> ${target}`),
    );
    expect(wrong).toEqual([]);
  });
});

test('no imports run in a circle, but for types alone', () => {
  expect(circlesIn(files)).toEqual([]);
});

test('a circle is found, and one of types is not', () => {
  const circle = (first: string) => [
    { path: 'a.ts', text: '', imports: importsOf('a.ts', `${first} { b } from './b.ts';`) },
    { path: 'b.ts', text: '', imports: importsOf('b.ts', "import { c } from './c.ts';") },
    { path: 'c.ts', text: '', imports: importsOf('c.ts', "import { a } from './a.ts';") },
  ];
  expect(circlesIn(circle('import'))).toEqual(['a.ts -> b.ts -> c.ts -> a.ts']);
  expect(circlesIn(circle('import type'))).toEqual([]);
});

describe('an import is read', () => {
  const read = (text: string) => importsOf('src/cli/main.ts', text);

  test.each([
    ["import { a } from '../kernels/b.ts';", { target: 'src/kernels/b.ts', local: true, typeOnly: false }],
    ["import type { A } from './b.ts';", { target: 'src/cli/b.ts', local: true, typeOnly: true }],
    ["import { type A, type B } from './b.ts';", { target: 'src/cli/b.ts', local: true, typeOnly: true }],
    ["import { type A, b } from './b.ts';", { target: 'src/cli/b.ts', local: true, typeOnly: false }],
    ["import {\n  type A,\n  b,\n} from './b.ts';", { target: 'src/cli/b.ts', local: true, typeOnly: false }],
    ["export { a } from './b.ts';", { target: 'src/cli/b.ts', local: true, typeOnly: false }],
    ["import './b.ts';", { target: 'src/cli/b.ts', local: true, typeOnly: false }],
    ["const a = await import('./b.ts');", { target: 'src/cli/b.ts', local: true, typeOnly: false }],
    ["import fc from 'fast-check';", { target: 'fast-check', local: false, typeOnly: false }],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual([expected]);
  });

  test('but not one in a comment', () => {
    expect(read("// import { a } from './b.ts';\n/** import './c.ts' */\n * import './d.ts'")).toEqual([]);
  });
});
