import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chapterFaults, type Known } from '../scripts/spec/chapter-faults.ts';
import { anchorsOf, chapters } from '../scripts/spec/chapters.ts';
import { examplesOf } from '../scripts/spec/examples-of.ts';
import { blocksOf, withFacts } from '../scripts/spec/generated-blocks.ts';
import { requirementPart } from '../src/reporters/requirement-part.ts';
import { packageRoot } from '../src/fixture-format/package-root.ts';
import { runExample } from '../scripts/spec/run-example.ts';
import { requirements } from './requirements.ts';

const all = chapters();
const anchors = new Map(all.map(({ name, text }) => [name, anchorsOf(text)]));
const ids = new Set(requirements.map(({ id }) => id));

/** The figures of these chapters are of a release and of a machine, and each says by which command they were made. */
const measured = ['power.md'];

function knownTo(chapter: string): Known {
  return {
    isRequirement: (id) => ids.has(id),
    leads: (link) => {
      const [path = '', anchor] = link.split('#');
      const file = path === '' ? chapter : posix.join(posix.dirname(chapter), path);
      const found = anchors.get(file);
      if (found !== undefined) return anchor === undefined || found.includes(anchor);
      return anchor === undefined && existsSync(join(packageRoot(), 'spec', file));
    },
  };
}

describe.each(all)('$name', ({ name, text }) => {
  test('says of its requirements what the data says (npx jiti scripts/write-spec.ts)', () => {
    expect(text).toBe(withFacts(text));
  });

  test('has no fault of form: languages, ids, links, tables of numbers, formulas', () => {
    const numbers = (fault: string) => measured.includes(name) && fault.includes('table of numbers');
    expect(chapterFaults(text, knownTo(name)).filter((fault) => !numbers(fault))).toEqual([]);
  });

  for (const { requirement, line, code } of examplesOf(text)) {
    test(`line ${line}: the example ${requirement ?? ''} gives the values that it states`, async () => {
      const { stated, shown } = await runExample(code);
      expect(stated.length).toBeGreaterThan(0);
      expect(shown).toEqual(stated);
    });
  }
});

describe('every requirement, in the chapter that it names,', () => {
  const chapterOf = (section: string) => all.find(({ name }) => name === section.split('#')[0])?.text ?? '';

  test.each(requirements)('$id has a text, an example, its sentence and its facts', ({ id, section }) => {
    const text = chapterOf(section);
    expect(examplesOf(text).map(({ requirement }) => requirement)).toContain(id);
    expect(blocksOf(text)).toEqual(expect.arrayContaining([`sentence ${id}`, `facts ${id}`]));
    const { rationale, example } = requirementPart(text, id);
    expect(rationale).toMatch(/[a-z]{3}.*\./);
    expect(example).not.toBe('');
  });
});
