import { expect, test } from 'vitest';
import { check } from '../cli/api.ts';
import { wasmBuilds } from '../kernels/wasm/testing/tested-builds.ts';
import { wasmSimdSubject, wasmSubject } from './wasm-subjects.ts';

const subjects = [wasmSubject, wasmSimdSubject].map((create) => create());

test('the subjects are of the two builds', () => {
  expect(subjects.map(({ version }) => version)).toEqual(wasmBuilds);
});

test.each(subjects)('$name passes the suite, every quantity in the class forward', async (subject) => {
  // Fewer generated cases than the tier has: the nightly run does them all.
  const { conformant, grades } = await check(subject, { tier: 'smoke', runs: 12, seed: 3 });
  expect(conformant).toBe(true);
  expect(Object.entries(grades).filter(([, { grade }]) => grade !== 'forward')).toEqual([]);
  expect(Object.keys(grades)).toHaveLength(13);
});
