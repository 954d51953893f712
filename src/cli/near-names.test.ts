import { expect, test } from 'vitest';
import { requirements } from '../../spec/requirements.ts';
import { nearNames } from './near-names.ts';

const ids = requirements.map(({ id }) => id);

test('a name with one letter missing, doubled or exchanged leads back to it', () => {
  for (const id of ids) {
    for (const at of [0, 5, id.length - 2]) {
      const without = id.slice(0, at) + id.slice(at + 1);
      const doubled = id.slice(0, at) + id.slice(at, at + 1) + id.slice(at);
      const exchanged = `${id.slice(0, at)}${id[at + 1]}${id[at]}${id.slice(at + 2)}`;
      for (const wrong of [without, doubled, exchanged]) {
        expect(nearNames(wrong.toLowerCase(), ids)).toContain(id);
      }
    }
  }
});

test('a part of a name leads to names that have it; nothing like a name leads nowhere', () => {
  expect(nearNames('adjoint', ids)).toEqual(['BN-GRAD-ADJOINT']);
  expect(nearNames('zebra', ids)).toEqual([]);
});
