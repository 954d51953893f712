import { expect, test } from 'vitest';
import type { FaultEntry } from './fault-entry.ts';
import { filterFaults } from './filter-faults.ts';

const fault = (id: string, changes: Partial<FaultEntry> = {}): FaultEntry => ({
  id,
  symptom: 'Epsilon is ignored.',
  breaks: 'BN-TRAIN-OUTPUT',
  room: 'epsilon',
  evidence: '',
  caughtBy: 'BN-TRAIN-OUTPUT',
  cases: 1,
  elements: 1,
  message: '',
  ...changes,
});
const all = [
  fault('one', { evidence: 'keras #1' }),
  fault('two', { breaks: 'BN-ARGUMENTS' }),
  fault('three'),
];
const none = { words: '', requirement: '', seen: false };
const idsOf = (filter: Partial<typeof none>) => filterFaults(all, { ...none, ...filter }).map(({ id }) => id);

test('nothing asked for shows all', () => {
  expect(idsOf({})).toEqual(['one', 'two', 'three']);
});

test('every word must occur, in whatever case', () => {
  expect(idsOf({ words: 'EPSILON keras' })).toEqual(['one']);
  expect(idsOf({ words: 'epsilon nowhere' })).toEqual([]);
});

test('a requirement and a sighting narrow the list', () => {
  expect(idsOf({ requirement: 'BN-ARGUMENTS' })).toEqual(['two']);
  expect(idsOf({ seen: true })).toEqual(['one']);
});
