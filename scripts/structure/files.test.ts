import { expect, test } from 'vitest';
import { filesOf, isForTests, sourceFiles } from './source-files.ts';

const folders = ['src', 'spec', 'reference', 'scripts', 'examples'];
const sources = sourceFiles(folders).filter(({ path }) => !isForTests(path));
const linesOf = (text: string) => text.split('\n').length - 1;

/** Files that are longer than any file should be, each with its reason. */
const longForAReason: Readonly<Record<string, string>> = {
  'spec/requirements.ts': 'a table: one entry per requirement',
  'spec/conventions.ts': 'a table: one entry per profile',
  'src/adapters/outside/outside-subjects.ts': 'a table: one entry per subject',
};

test('no file is named after a dumping ground', () => {
  const banned = /(^|\/)(utils?|helpers?|common|misc|lib)\.\w+$/;
  const bannedFolder = /(^|\/)(utils?|helpers?|common|misc|lib)\//;
  const wrong = filesOf(folders, ['']).filter((path) => banned.test(path) || bannedFolder.test(path));
  expect(wrong).toEqual([]);
});

test('files are named in kebab-case', () => {
  const wrong = sources.filter(({ path }) => !/\/[a-z0-9]+(-[a-z0-9]+)*\.ts$/.test(path));
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test('the median file has fewer than 80 lines', () => {
  const lengths = sources.map(({ text }) => linesOf(text)).sort((a, b) => a - b);
  expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(80);
});

test('no file has more than 300 lines without a reason, and no reason is left over', () => {
  const long = sources.filter(({ text }) => linesOf(text) > 300).map(({ path }) => path);
  expect(long.sort()).toEqual(Object.keys(longForAReason).sort());
});

test('no file exports everything of another, or a default', () => {
  const wrong = sources.filter(({ text }) => /^export (\*|default)/m.test(text)).map(({ path }) => path);
  expect(wrong).toEqual([]);
});

test('no class is declared', () => {
  const wrong = sources.filter(({ text }) => /^\s*(export )?(abstract )?class /m.test(text));
  expect(wrong.map(({ path }) => path)).toEqual([]);
});
