import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { decodeCase } from '../fixture-format/json-case.ts';
import { runHere } from './testing/memory-io.ts';
import { subjectPath } from './testing/subject-path.ts';

const folder = mkdtempSync(join(tmpdir(), 'bncheck-check-'));
afterAll(() => rmSync(folder, { recursive: true }));

const few = ['--tier', 'smoke', '--runs', '10', '--only', 'BN-TRAIN-OUTPUT,bn-grad-beta'];
const check = (name: string, ...more: readonly string[]) =>
  runHere(['check', subjectPath(name), ...few, '--no-diagnosis', ...more], folder);

test('a sound subject is conformant: exit code 0, and the report says so', async () => {
  const { exitCode, stdout, stderr } = await check('sound');
  expect(stderr).toBe('');
  expect(stdout).toContain('tier smoke, seed 1, 10 cases per requirement');
  expect(stdout).toContain('conformant: of 2 MUST requirements 2 hold and 0 are broken');
  expect(exitCode).toBe(0);
});

test('a faulty subject is not conformant: exit code 1, with the failure explained and stored', async () => {
  const { exitCode, stdout } = await check('faulty');
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/✗ BN-TRAIN-OUTPUT +MUST +failed/);
  expect(stdout).toMatch(/✓ BN-GRAD-BETA +MUST +passed/);
  expect(stdout).toContain('not conformant: of 2 MUST requirements 1 hold and 1 are broken');
  expect(stdout).toContain('npx bncheck replay .bncheck/failures/faulty--BN-TRAIN-OUTPUT.json');
  expect(readdirSync(join(folder, '.bncheck/failures'))).toContain('faulty--BN-TRAIN-OUTPUT.json');
});

test('--json alone prints one line of JSON, and everything for people goes to standard error', async () => {
  const { exitCode, stdout, stderr } = await check('faulty', '--json');
  expect(exitCode).toBe(1);
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  expect(stderr).toContain('not conformant');
  const json = JSON.parse(stdout);
  expect(json).toMatchObject({ subject: 'faulty', version: null, conformant: false, seed: 1, tier: 'smoke' });
  expect(json.requirements.map(({ id }: { id: string }) => id)).toEqual(['BN-TRAIN-OUTPUT', 'BN-GRAD-BETA']);
  const { counterexample } = json.requirements[0];
  expect(counterexample).toMatchObject({ quantity: 'output', way: null });
  expect(counterexample.at).toHaveLength(decodeCase(counterexample.case).shape.length);
  expect(counterexample.error).toBeGreaterThan(counterexample.bound);
  expect(counterexample.replay).toMatch(/^npx bncheck replay \.bncheck\//);
  expect(json.requirements[1].counterexample).toBeNull();
});

test('a failure gets the name of the known fault that behaves like it, unless nobody wants to know', async () => {
  const only = ['--tier', 'smoke', '--only', 'BN-TRAIN-OUTPUT', '--runs', '10', '--json'];
  const { stdout, stderr } = await runHere(['check', subjectPath('twofold-epsilon'), ...only], folder);
  const name = 'epsilon-added-twice';
  const { agreement, ...diagnosis } = JSON.parse(stdout).diagnosis;
  expect(diagnosis).toMatchObject({ name, evidence: 'chainer #4505', requirement: 'BN-TRAIN-OUTPUT' });
  expect(agreement.agreeing).toBe(agreement.probes);
  expect(stderr).toContain(`${agreement.probes} of ${agreement.probes} probes agree with ${name}`);
  expect(stderr.replace(/\s+/g, ' ')).toContain('Epsilon is added to the variance twice.');
  const quiet = await runHere(['check', subjectPath('twofold-epsilon'), ...only, '--no-diagnosis'], folder);
  expect(JSON.parse(quiet.stdout).diagnosis).toBeNull();
});

test('the same seed gives the same bytes, and another seed other cases', async () => {
  const [first, second, other] = await Promise.all([
    check('faulty', '--json', '--no-stored', '--seed', '7'),
    check('faulty', '--json', '--no-stored', '--seed', '7'),
    check('faulty', '--json', '--no-stored', '--seed', '8'),
  ]);
  expect(second.stdout).toBe(first.stdout);
  expect(other.stdout).not.toBe(first.stdout);
  expect(first.stdout).not.toContain(folder);
});

test('--json FILE writes the same JSON into the file and leaves the report on standard output', async () => {
  const file = join(folder, 'result.json');
  const { stdout } = await check('sound', '--json', file);
  const alone = await check('sound', '--json');
  expect(stdout).toContain('conformant');
  expect(readFileSync(file, 'utf8')).toBe(alone.stdout);
});

const misbehaving: readonly (readonly [name: string, outcome: string, says: string])[] = [
  ['throwing', 'errored', 'training threw: out of [31mluck'],
  ['silent', 'timed out', 'training gave no answer within 50 ms'],
  ['wrong-shape', 'errored', 'training gave output of shape'],
  ['wrong-dtype', 'errored', 'instead of float32 values'],
];

for (const [name, outcome, says] of misbehaving) {
  test(`the subject "${name}" is not conformant, and the report says what it does`, async () => {
    const { exitCode, stdout } = await check(name, '--timeout', '50');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(new RegExp(`✗ BN-TRAIN-OUTPUT +MUST +${outcome}`));
    expect(stdout.replace(/\s+/g, ' ')).toContain(says);
    expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
}

const broken = join(folder, 'broken.ts');
writeFileSync(broken, 'export const subject = {;\n');
const refused: readonly (readonly [args: readonly string[], says: string])[] = [
  [['check', 'no/such/file.mjs'], 'There is no file "no/such/file.mjs"'],
  [['check', broken], 'be loaded: '],
  [['check', 'tfjs:gpu'], 'did you mean tfjs:cpu'],
  [['check', 'builtin:typescript', '--only', 'BN-TRAIN-OUTPTU'], 'did you mean BN-TRAIN-OUTPUT'],
  [['check', 'builtin:typescript', '--only', ','], '--only names no requirement'],
  [['check', 'builtin:typescript', '--seed', '1.5'], 'whole number from 0 to 4294967295'],
  [['check', 'builtin:typescript', '--tier', 'all'], 'Allowed choices are smoke, ci'],
  [['check'], "missing required argument 'subject'"],
  [['check', 'builtin:typescript', '--resume'], 'There is no interrupted run to go on with'],
  [['check', 'cmd:'], 'names no program'],
  [['explain', 'BN-NOTHING-LIKE-IT'], 'There is no requirement "BN-NOTHING-LIKE-IT"'],
  [['replay', broken], 'is not a stored failure'],
  [['matrix', '--only', 'tfjs:gpu'], 'There is no known subject "tfjs:gpu"'],
];

for (const [args, says] of refused) {
  const shown = args.join(' ').replace(folder, '…');
  test(`"bncheck ${shown}" could not run: exit code 2 and one sentence on standard error`, async () => {
    const { exitCode, stdout, stderr } = await runHere(args, folder);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(says);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
}

test('what is written on a full or read-only place is said, and the failures replay by their seed', async () => {
  const notAFolder = join(folder, 'a-file');
  writeFileSync(notAFolder, '');
  const { exitCode, stdout } = await runHere(
    ['check', subjectPath('faulty'), ...few, '--no-diagnosis'],
    notAFolder,
  );
  expect(exitCode).toBe(1);
  expect(stdout.replace(/\s+/g, ' ')).toContain('--only BN-TRAIN-OUTPUT --tier smoke --seed 1 --runs 10');
});
