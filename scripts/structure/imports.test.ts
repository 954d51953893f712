import { describe, expect, test } from 'vitest';
import { houses, liesIn } from './houses.ts';
import { importsOf, isForTests, type SourceFile, sourceFiles } from './source-files.ts';

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
  test.each(houses)('$folder', ({ folder, mayImport, packages }) => {
    const forbidden = production
      .filter(({ path }) => liesIn(path, folder))
      .flatMap(({ path, imports }) =>
        imports
          .filter(({ local, target }) => {
            if (local) return ![folder, ...mayImport].some((place) => liesIn(target, place));
            return packages !== null && !packages.includes(target);
          })
          .map(({ target }) => `${path} -> ${target}`),
      );
    expect(forbidden).toEqual([]);
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
  const state = new Map<string, 'open' | 'done'>();
  const circles: string[] = [];
  const visit = (file: SourceFile, trail: readonly string[]) => {
    state.set(file.path, 'open');
    for (const { target, typeOnly } of file.imports) {
      const next = byPath.get(target);
      if (typeOnly || next === undefined || state.get(target) === 'done') continue;
      if (state.get(target) === 'open') circles.push([...trail, file.path, target].join(' -> '));
      else visit(next, [...trail, file.path]);
    }
    state.set(file.path, 'done');
  };
  for (const file of files) if (!state.has(file.path)) visit(file, []);
  expect(circles).toEqual([]);
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
