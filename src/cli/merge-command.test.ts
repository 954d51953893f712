import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runHere } from './testing/memory-io.ts';
import { subjectPath } from './testing/subject-path.ts';

const folder = mkdtempSync(join(tmpdir(), 'bncheck-merge-'));
afterAll(() => rmSync(folder, { recursive: true }));

const only =
  'BN-TRAIN-OUTPUT,BN-TRAIN-MOMENTS,BN-INFER-OUTPUT,BN-GRAD-BETA,BN-TRAIN-SHIFT,BN-TRAIN-RUNNING-MEAN';
const check = (...more: readonly string[]) =>
  runHere(
    ['check', subjectPath('faulty'), '--runs', '8', '--only', only, '--seed', '3', '--no-stored', ...more],
    folder,
  );
const merge = (...files: readonly string[]) => runHere(['merge', ...files], folder);

describe('three shards of a run', () => {
  const files = [1, 2, 3].map((index) => join(folder, `${index}.json`));
  beforeAll(async () => {
    for (const [k, file] of files.entries()) await check('--shard', `${k + 1}/3`, '--json', file);
  });

  test('merged, in any order, are the whole run to the byte', async () => {
    const whole = await check('--no-diagnosis', '--json');
    const merged = await merge(...files.toReversed(), '--json');
    expect(merged.stdout).toBe(whole.stdout);
    expect(merged.exitCode).toBe(1);
  });

  test('are parts of it: each has two of the six requirements', () => {
    const ids = files.map((file) => JSON.parse(readFileSync(file, 'utf8')).requirements.length);
    expect(ids).toEqual([2, 2, 2]);
  });

  test('say so where one is missing, where one is there twice, and where one is of another run', async () => {
    expect((await merge(files[0]!, files[1]!)).stdout).toContain('In none of these: ');
    const twice = await merge(files[0]!, files[0]!);
    expect(twice).toMatchObject({ exitCode: 2 });
    expect(twice.stderr).toMatch(/Two of the shards checked BN-/);
    const other = join(folder, 'other.json');
    await check('--shard', '2/3', '--seed', '4', '--json', other);
    expect((await merge(files[0]!, other)).stderr).toContain('not shards of one run: seed is 3 and 4');
  });
});

test.each(['0/3', '4/3', '1', 'a/b', '-1/2'])('%s is no shard', async (text) => {
  const { exitCode, stderr } = await check('--shard', text);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('It is i/n, with i from 1 to n');
});

test('a file that is no result could not be merged', async () => {
  const file = join(folder, 'none.json');
  writeFileSync(file, '{"subject":3}');
  const { exitCode, stderr } = await merge(file);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('is no result of a check: result.subject');
});
