import { expect, test } from 'vitest';
import { pickVectors } from './pick-vectors.ts';
import { committedVectors } from './testing/committed.ts';

const files = committedVectors();

test('a count takes so many of each file, and the whole of the last series', () => {
  const picked = pickVectors(files, { requirements: null, count: 3 });
  expect(picked.length).toBe(files.length);
  for (const { name, vectors } of picked) {
    const all = files.find((file) => file.name === name)!.vectors;
    expect(vectors).toEqual(all.slice(0, vectors.length));
    expect(vectors.length).toBeGreaterThanOrEqual(Math.min(3, all.length));
    const next = all[vectors.length];
    if (next?.series !== undefined) expect(next.series, name).not.toBe(vectors.at(-1)!.series);
  }
});

test('requirements leave out the vectors of others, and files without any', () => {
  const picked = pickVectors(files, { requirements: ['BN-GRAD-BETA'], count: null });
  const names = picked.map(({ name }) => name);
  expect(names).toContain('bn-grad-beta');
  expect(names).toContain('worst-cases');
  expect(names).not.toContain('bn-grad-gamma');
  for (const { vectors } of picked) {
    for (const { requirement } of vectors) expect(requirement).toBe('BN-GRAD-BETA');
  }
});

test('vectors of other conventions can be left out', () => {
  const picked = pickVectors(files, { requirements: null, count: 1, profiles: false });
  expect(picked.length).toBeGreaterThan(40);
  for (const { name } of picked) expect(name).not.toMatch(/^profile-/);
});
