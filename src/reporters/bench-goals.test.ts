import { expect, test } from 'vitest';
import { benchGoals } from './bench-goals.ts';
import { benchRow, benchRows } from './testing/bench-rows.ts';

const found = (rows: Parameters<typeof benchGoals>[0]) =>
  benchGoals(rows).map(({ goal, measured, isMet }) => `${goal}: ${measured} ${isMet ? 'met' : 'missed'}`);

test('the goals of a run are judged by its worst tensors, and by means where they are means', () => {
  const goals = found([...benchRows(), benchRow('builtin:typescript', 3, 1.5, { shape: [2, 3, 7, 5] })]);
  expect(goals).toEqual([
    'training, channels-first, above 16 MB: at most 1.5 copies: 2 missed',
    'training: every native library slower than ours on every tensor: 4 met',
    'training: every JavaScript library slower than ours on every tensor: 45 met',
    expect.stringMatching(/native library: at least 2\.5: (20|19\.99\d*|20\.00\d*) met$/),
    expect.stringMatching(/JavaScript library: at least 10: 670\.\d+ met$/),
    '2×3×7×5: plain TypeScript slower than ours: 1.5 met',
    'training, above 8 MB: two threads at least 1.6 times one: 1.6 met',
  ]);
});

test('each goal is missed on the wrong side of its number', () => {
  const goals = found([
    benchRow('copy', 1, 0.4),
    benchRow('builtin:wasm', 2.5, 1, { operation: 'trainingGradient' }),
    benchRow('pytorch', 2, 0.8, { operation: 'trainingGradient' }),
  ]);
  expect(goals).toEqual([
    'trainingGradient, channels-first, above 16 MB: at most 2.3 copies: 2.5 missed',
    'trainingGradient: every native library slower than ours on every tensor: 0.8 missed',
  ]);
});

test('a run without ours tells of no goal', () => {
  expect(benchGoals([benchRow('copy', 1, Number.NaN), benchRow('pytorch', 5, Number.NaN)])).toEqual([]);
});
