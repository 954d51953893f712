import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runHere } from './testing/memory-io.ts';
import { subjectPath } from './testing/subject-path.ts';

const folder = mkdtempSync(join(tmpdir(), 'bncheck-known-'));
afterAll(() => rmSync(folder, { recursive: true }));

const list = join(folder, 'known.json');
const few = ['--tier', 'smoke', '--runs', '6', '--only', 'BN-TRAIN-OUTPUT,BN-GRAD-BETA', '--no-progress'];
const details = ['--reason', 'epsilon', '--link', 'https://example.org/7', '--expires', '2999-01-01'];
const check = (name: string, seed = '1') =>
  runHere(
    ['check', subjectPath(name), ...few, '--no-diagnosis', '--seed', seed, '--known-failures', list],
    folder,
  );
const update = (name: string, ...more: readonly string[]) =>
  runHere(['known-failures', 'update', subjectPath(name), ...few, '--file', list, ...more], folder);

test('a list is written by update, tolerates the failure on any seed, and must shrink when it is mended', async () => {
  const nameless = await update('faulty');
  expect(nameless).toMatchObject({ exitCode: 2 });
  expect(nameless.stderr).toContain('New failures need --reason, --link and --expires: BN-TRAIN-OUTPUT.');

  expect((await update('faulty', ...details)).stdout).toContain('1 entries, 0 before');
  expect(JSON.parse(readFileSync(list, 'utf8')).entries).toMatchObject([
    { requirement: 'BN-TRAIN-OUTPUT', reason: 'epsilon', link: 'https://example.org/7' },
  ]);
  for (const seed of ['1', '9']) {
    const known = await check('faulty', seed);
    expect(known.stdout).toContain('1 known failure tolerated; nothing else is broken');
    expect(known.exitCode).toBe(0);
  }

  const text = readFileSync(list, 'utf8').replaceAll(subjectPath('faulty'), subjectPath('sound'));
  writeFileSync(list, text);
  const mended = await check('sound');
  expect(mended.stdout).toContain('BN-TRAIN-OUTPUT unexpectedly passed');
  expect(mended.exitCode).toBe(1);
  expect((await update('sound')).stdout).toContain('0 entries, 1 before');
  expect((await check('sound')).exitCode).toBe(0);
});

test('a list and a store know a subject with and without ./ before it', async () => {
  const naive = readFileSync(join(import.meta.dirname, '../../examples/subject-module/naive.ts'), 'utf8');
  const faulty = naive.replace('+ request.epsilon', '+ 10 * request.epsilon');
  writeFileSync(join(folder, 'own.ts'), faulty);
  const args = ['--tier', 'smoke', '--runs', '2', '--only', 'BN-TRAIN-OUTPUT', '--no-progress'];
  const own = join(folder, 'own.json');
  const cwd = process.cwd();
  process.chdir(folder);
  try {
    const updateArgs = ['known-failures', 'update', './own.ts', ...args, '--file', own, ...details];
    expect((await runHere(updateArgs, folder)).stdout).toContain('1 entries, 0 before');
    for (const subject of ['own.ts', './own.ts', './/own.ts']) {
      const known = await runHere(['check', subject, ...args, '--known-failures', own], folder);
      expect(known.stdout).toContain('1 known failure tolerated');
    }
    const again = ['known-failures', 'update', 'own.ts', ...args, '--file', own];
    expect((await runHere(again, folder)).stdout).toContain('1 entries, 1 before');
  } finally {
    process.chdir(cwd);
  }
});

test.each([
  ['[]', 'known failures: '],
  ['{"format":"bncheck/known-failures","version":1,"entries":[{}]}', 'known failures.entries[0].subject'],
  ['nonsense', 'is no list of known failures'],
])('a file that is no list could not run: %s', async (text, sentence) => {
  writeFileSync(list, text);
  const { exitCode, stderr } = await check('sound');
  expect(exitCode).toBe(2);
  expect(stderr).toContain(sentence);
});

test('a failure that was stored is tried first in the next run, unless told otherwise', async () => {
  const foundWith = async (...more: readonly string[]) => {
    const args = ['check', subjectPath('faulty'), ...few, '--no-diagnosis', ...more];
    const { stdout } = await runHere(args, folder);
    return Number(/found +at case \d+ of the run, with (\d+) element/.exec(stdout)![1]);
  };
  await foundWith('--seed', '5');
  expect(await foundWith('--seed', '6', '--no-stored')).toBeGreaterThan(4);
  expect(await foundWith('--seed', '6')).toBeLessThanOrEqual(4);
});

test('what is no stored failure is passed over, and nothing in it or in its name reaches the terminal as it is', async () => {
  const other = join(folder, 'other');
  mkdirSync(join(other, '.bncheck/failures'), { recursive: true });
  writeFileSync(join(other, '.bncheck/failures', 'a\u001b[2J.json'), '\u001b[31m\u202ered');
  const { stderr, exitCode } = await runHere(['check', subjectPath('sound'), ...few], other);
  expect(exitCode).toBe(0);
  expect(stderr).toContain('is no stored failure');
  for (const character of ['\u001b', '\u202e']) expect(stderr).not.toContain(character);
});
