import { describe, expect, test } from 'vitest';
import { faultyVariants } from '../../reference/variants/faulty.ts';
import { soundVariants } from '../../reference/variants/sound.ts';
import { properties } from '../../spec/properties.ts';
import { requirementOf, requirements } from '../../spec/requirements.ts';
import { anchorsOf, chapters } from '../spec/chapters.ts';

const ids = requirements.map(({ id }) => id);

test('every requirement has exactly one property, and every property a requirement', () => {
  expect(properties.map(({ requirement }) => requirement).sort()).toEqual([...ids].sort());
});

test('ids are unique, without numbers, and unknown ones are refused', () => {
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^BN(-[A-Z]+)+$/);
  expect(() => requirementOf('BN-NOTHING')).toThrow('no requirement has the id "BN-NOTHING"');
});

test('sentences are one sentence each, and no two are the same', () => {
  expect(new Set(requirements.map(({ sentence }) => sentence)).size).toBe(requirements.length);
  for (const { sentence } of requirements) expect(sentence).toMatch(/^[A-Z][^\n]*\.$/);
});

describe('the section of every requirement exists', () => {
  const anchors = new Map(chapters().map(({ name, text }) => [name, anchorsOf(text)]));

  test.each(requirements)('$id in $section', ({ section }) => {
    const [chapter, anchor] = section.split('#');
    expect(anchors.get(chapter!)).toContain(anchor);
  });
});

test('links between the chapters lead somewhere', () => {
  const all = chapters();
  const anchors = new Map(all.map(({ name, text }) => [name, anchorsOf(text)]));
  const broken = all.flatMap(({ name, text }) =>
    Array.from(text.matchAll(/\]\(([\w-]+\.md)?(?:#([\w-]+))?\)/g), ([link, chapter = name, anchor]) => {
      const found = anchors.get(chapter);
      return found !== undefined && (anchor === undefined || found.includes(anchor))
        ? []
        : `${name}: ${link}`;
    }).flat(),
  );
  expect(broken).toEqual([]);
});

describe('every MUST is the requirement that at least one faulty variant breaks', () => {
  const broken = new Set(faultyVariants.map(({ breaks }) => breaks));

  test.each(requirements.filter(({ level }) => level === 'MUST'))('$id', ({ id }) => {
    expect(broken).toContain(id);
  });
});

test('every faulty variant breaks a requirement that there is', () => {
  for (const { id, breaks } of faultyVariants) expect(ids, id).toContain(breaks);
  expect(soundVariants.length).toBeGreaterThan(0);
});
