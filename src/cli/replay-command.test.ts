import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runHere } from './testing/memory-io.ts';
import { subjectPath } from './testing/subject-path.ts';

const folder = mkdtempSync(join(tmpdir(), 'bncheck-replay-'));
const stored = join(folder, '.bncheck/failures/faulty--BN-TRAIN-OUTPUT.json');
beforeAll(async () => {
  const only = ['--tier', 'smoke', '--runs', '10', '--only', 'BN-TRAIN-OUTPUT', '--no-diagnosis'];
  await runHere(['check', subjectPath('faulty'), ...only], folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

test('a stored failure still fails on the subject that it was found on', async () => {
  const { exitCode, stdout } = await runHere(['replay', stored, '--no-diagnosis'], folder);
  expect(exitCode).toBe(1);
  expect(stdout).toContain('still fails: BN-TRAIN-OUTPUT of faulty');
  expect(stdout).toMatch(/expected +\S+\n +actual +\S+\n +error +\S+, \S+ times the bound/);
});

test('what still fails gets the name of the known fault that behaves like it, unless nobody wants to know', async () => {
  const twofold = subjectPath('twofold-epsilon');
  const { stdout } = await runHere(['replay', stored, twofold], folder);
  expect(stdout).toContain('Diagnosis: epsilon-added-twice');
  const quiet = await runHere(['replay', stored, twofold, '--no-diagnosis'], folder);
  expect(quiet.stdout).toContain('still fails');
  expect(quiet.stdout).not.toContain('Diagnosis');
});

test('a stored failure passes on a sound subject', async () => {
  const { exitCode, stdout } = await runHere(['replay', stored, subjectPath('sound')], folder);
  expect(exitCode).toBe(0);
  expect(stdout).toBe('passes now: BN-TRAIN-OUTPUT of sound\n');
});

test('a failure of a requirement that is no more could not run', async () => {
  const gone = join(folder, 'gone.json');
  writeFileSync(gone, readFileSync(stored, 'utf8').replace('BN-TRAIN-OUTPUT', 'BN-GONE'));
  const { exitCode, stderr } = await runHere(['replay', gone], folder);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('no property checks: BN-GONE');
});
