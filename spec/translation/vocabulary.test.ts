import { expect, test } from 'vitest';
import { profiles } from '../conventions.ts';
import { vocabularies } from './vocabulary.ts';

test('every profile has its words, in the order of the profiles', () => {
  expect(vocabularies.map(({ profile }) => profile)).toEqual(profiles.map(({ id }) => id));
});

test('a profile without a momentum has no word for it', () => {
  const named = new Map(vocabularies.map((words) => [words.profile, words.momentum]));
  for (const { id, momentumMeaning } of profiles) {
    if (momentumMeaning === 'none') expect(named.get(id)).toBeNull();
  }
});
