import { describe, expect, test } from 'vitest';
import { chapters } from '../scripts/spec/chapters.ts';
import { examplesOf } from '../scripts/spec/examples-of.ts';
import { blocksOf, withFacts } from '../scripts/spec/generated-blocks.ts';
import { runExample } from '../scripts/spec/run-example.ts';
import { requirements } from './requirements.ts';

const all = chapters();

describe.each(all)('$name', ({ text }) => {
  test('says of its requirements what the data says (npx jiti scripts/write-spec.ts)', () => {
    expect(text).toBe(withFacts(text));
  });

  for (const { requirement, line, code } of examplesOf(text)) {
    test(`line ${line}: the example of ${requirement} gives the values that it states`, () => {
      const { stated, shown } = runExample(code);
      expect(stated.length).toBeGreaterThan(0);
      expect(shown).toEqual(stated);
    });
  }
});

describe('every requirement, in the chapter that it names,', () => {
  const chapterOf = (section: string) => all.find(({ name }) => name === section.split('#')[0])?.text ?? '';

  test.each(requirements)('$id has an example, its sentence and its facts', ({ id, section }) => {
    const text = chapterOf(section);
    expect(examplesOf(text).map(({ requirement }) => requirement)).toContain(id);
    expect(blocksOf(text)).toEqual(expect.arrayContaining([`sentence ${id}`, `facts ${id}`]));
  });
});

test('a wrong digit is found', () => {
  const { stated, shown } = runExample(
    'training({ input: [1, 3] }).output\n// -> [-1, 1.0000000000000002]\n',
  );
  expect(shown).not.toEqual(stated);
  expect(shown).toEqual(['[-1, 1]']);
});
