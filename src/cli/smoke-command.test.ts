import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { runHere } from './testing/memory-io.ts';
import { subjectPath } from './testing/subject-path.ts';

const folder = mkdtempSync(join(tmpdir(), 'bncheck-smoke-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a sound module gets a tick a line, the next command, and exit code 0', async () => {
  const { exitCode, stdout } = await runHere(['smoke', subjectPath('sound')], folder);
  expect(stdout).toContain('✓ inference            right in output\n');
  expect(stdout).toContain('✓ layout               channels on axis 0, 1, 2 of a cube are right\n');
  expect(stdout).toMatch(
    /\nThe adapter works\. Now its batch norm: npx bncheck check \S+sound\.ts --tier smoke\n$/,
  );
  expect(exitCode).toBe(0);
});

test('a mistake is one line, however often it is made, and exit code 1', async () => {
  const { exitCode, stdout } = await runHere(['smoke', subjectPath('twofold-epsilon')], folder);
  expect(stdout).toContain('✗ inference, training, trainingGradient, inferenceGradient\n');
  expect(stdout).toContain(' epsilon is added twice.\n\nOne thing is wrong;');
  expect(exitCode).toBe(1);
});

test('what a subject skips is told, and is not held against it where it answers the rest', async () => {
  const path = join(folder, 'skips.mjs');
  const { href } = pathToFileURL(subjectPath('sound'));
  writeFileSync(
    path,
    `import * as sound from '${href}';
const { subject } = sound;
const run = (request) => (request.operation === 'training' ? { skipped: 'no GPU' } : subject.run(request));
export { skips as subject };
const skips = { ...subject, run };
`,
  );
  const { exitCode, stdout } = await runHere(['smoke', path], folder);
  expect(stdout).toContain('– training             skipped: no GPU\n');
  expect(stdout).toContain('The adapter works.');
  expect(exitCode).toBe(0);
});

test('a subject that skips all that is asked has not been tested, and is not said to work', async () => {
  const path = join(folder, 'skips-all.mjs');
  writeFileSync(
    path,
    "export const subject = { name: 'skips', operations: ['inference'], run: () => ({ skipped: 'no GPU' }) };\n",
  );
  const { exitCode, stdout } = await runHere(['smoke', path], folder);
  expect(stdout).toContain('– inference            skipped: no GPU\n');
  expect(stdout).toContain('Nothing was tested: all that was asked is skipped.');
  expect(stdout).not.toContain('The adapter works');
  expect(exitCode).toBe(1);
});

test('what a subject calls itself and says cannot write to the terminal', async () => {
  const path = join(folder, 'bad.mjs');
  const run = "() => { throw new Error('\\u001b[31mno\\u202e\\nnews'); }";
  writeFileSync(
    path,
    `export const subject = { name: '\\u001b[2Jme', operations: ['inference'], run: ${run} };\n`,
  );
  const { exitCode, stdout } = await runHere(['smoke', path], folder);
  expect(stdout).toContain('[2Jme\n');
  expect(stdout).toContain('it refuses a plain batch of shape [4, 3]');
  for (const hidden of ['\u001b', '\u202e']) expect(stdout).not.toContain(hidden);
  expect(exitCode).toBe(1);
});

test('a subject that is not there is exit code 2', async () => {
  const { exitCode, stderr } = await runHere(['smoke', 'cmd:no-such-program'], folder);
  expect(stderr).toBe(
    'bncheck could not run: The program "no-such-program" cannot be started: there is no such program.\n',
  );
  expect(exitCode).toBe(2);
});
