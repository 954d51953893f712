import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterAll, describe, expect, test } from 'vitest';
import { adapterLanguages } from '../init/adapter-languages.ts';
import { runHere } from './testing/memory-io.ts';

const folder = mkdtempSync(join(tmpdir(), 'bncheck-init-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Arguments, numbers that are not finite, gradients, and channels that must not touch each other. */
const TELLING =
  'BN-ARGUMENTS,BN-EDGE-EPSILON-ZERO,BN-EDGE-EMPTY-BATCH,BN-EDGE-NEGATIVE-VARIANCE,BN-GRAD-ADJOINT,BN-NAN-CONTAINMENT';

const noPython = spawnSync('python3', ['--version']).error === undefined ? '' : ' (there is no python3 here)';

describe.each([
  ['javascript', ''],
  ['typescript', ''],
  ['python', noPython],
])('what init writes for %s', (language, reason) => {
  test.skipIf(reason !== '')(`works, and passes by the commands that it prints${reason}`, async () => {
    const at = join(folder, language);
    const { stdout } = await runHere(['init', language, at], folder);
    const commands = Array.from(stdout.matchAll(/^ {2}npx bncheck (\w+) (?:"([^"]+)"|(\S+))(.*)$/gm));
    expect(commands.map(([, command]) => command)).toEqual(['smoke', 'check']);
    const subject = commands[0]![2] ?? commands[0]![3]!;
    const smoke = await runHere(['smoke', subject], folder);
    expect(smoke.stdout).toContain('The adapter works.');
    expect(smoke.exitCode).toBe(0);
    const check = await runHere(
      ['check', subject, '--tier', 'smoke', '--runs', '3', '--only', TELLING],
      folder,
    );
    expect(check.stdout).toContain('\nconformant: ');
    expect(check.exitCode).toBe(0);
  });
});

test('every template has one place to fill in, and is no longer than one can read', () => {
  for (const { name, file } of adapterLanguages) {
    const text = readFileSync(new URL(`../../examples/adapters/${name}/${file}`, import.meta.url), 'utf8');
    expect(text.match(/==== FILL IN/g), name).toHaveLength(1);
    expect(text.split('\n').length, name).toBeLessThan(220);
  }
});

test('a file that exists is left as it is', async () => {
  const file = join(folder, 'adapter.rs');
  writeFileSync(file, 'mine');
  const { exitCode, stderr } = await runHere(['init', 'rust'], folder);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('exists already, and is left as it is: name another folder, or move it away.');
  expect(readFileSync(file, 'utf8')).toBe('mine');
});

test('a folder that is a file is refused in a sentence', async () => {
  writeFileSync(join(folder, 'a-file'), '');
  const { exitCode, stderr } = await runHere(['init', 'go', 'a-file/inside'], folder);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/could not run: ".*a-file.inside" is no folder\.\n$/);
});

test('a language without a template is told what there is', async () => {
  const { exitCode, stderr } = await runHere(['init', 'pyton'], folder);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(
    'There is no template for "pyton"; did you mean python? There are python, typescript,',
  );
});
