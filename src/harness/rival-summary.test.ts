import { expect, test } from 'vitest';
import { summarizeRival } from './rival-summary.ts';

test('what a replica turns away counts as caught or as accused, by what it is', () => {
  const summary = summarizeRival({ name: 'other', title: 'its rule' }, [
    { id: 'a', kind: 'faulty', rejection: 'off by one' },
    { id: 'b', kind: 'faulty', rejection: null },
    { id: 'c', kind: 'sound', rejection: 'off by 12 ULP' },
    { id: 'd', kind: 'sound', rejection: null },
  ]);
  expect(summary).toEqual({
    name: 'other',
    title: 'its rule',
    caught: 1,
    faulty: 2,
    accused: ['c'],
    sound: 2,
  });
});
