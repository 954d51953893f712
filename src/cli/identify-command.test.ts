import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runHere } from './testing/memory-io.ts';
import { subjectPath } from './testing/subject-path.ts';

const folder = mkdtempSync(join(tmpdir(), 'bncheck-identify-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...args: readonly string[]) => runHere(args, folder);
const few = ['--runs', '5', '--only', 'BN-EDGE-ONE-ELEMENT', '--no-diagnosis', '--no-stored'];

describe('bncheck identify', () => {
  test('prints question, answer and evidence in at most 100 columns, and the profiles', async () => {
    const { exitCode, stdout, stderr } = await run('identify', subjectPath('undeclared'));
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('undeclared (float32), identified in ');
    expect(stdout).toMatch(/✓ running variance +corrected by m\/\(m-1\)\n +training with factor 0.3125/);
    expect(stdout).toMatch(/– initial state +could not tell: the subject does not offer sequence/);
    expect(stdout).toContain('conventions of paper, caffe, chainer');
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  test('--json alone prints one line of JSON, and the table goes to standard error', async () => {
    const { stdout, stderr } = await run('identify', 'builtin:typescript', '--json');
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toContain('conventions of paper');
    expect(JSON.parse(stdout)).toMatchObject({
      subject: 'builtin:typescript',
      conventions: { runningVarianceCorrection: 1, epsilonFloor: 0, emptyBatch: 'keep' },
      nearestProfiles: [{ ids: ['paper', 'caffe', 'chainer'], differences: [] }],
      answers: { channelAxis: { kind: 'found', value: 'as asked' } },
    });
  });

  test('gives exit code 1 where no convention could be told', async () => {
    const { exitCode, stdout } = await run('identify', subjectPath('throwing'));
    expect(exitCode).toBe(1);
    expect(stdout).toContain('no convention could be told');
  });

  test('its help says how to use what it finds', async () => {
    const { exitCode, stdout } = await run('identify', '--help');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('--profile found.json');
  });
});

describe('bncheck check --profile', () => {
  test('judges by a named profile in the place of what is declared, and says so', async () => {
    const { exitCode, stdout } = await run('check', subjectPath('sound'), ...few, '--profile', 'flux');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('conventions from --profile flux, not its own');
    expect(stdout).toMatch(/replay \.bncheck\/failures\/sound--\S+\.json\s+--profile\s+flux/);
    const failure = '.bncheck/failures/sound--BN-EDGE-ONE-ELEMENT.json';
    const replay = (...more: readonly string[]) => run('replay', join(folder, failure), ...more);
    expect((await replay('--profile', 'flux')).exitCode).toBe(1);
    expect((await replay()).exitCode).toBe(0);
  });

  test('takes what identify wrote, and a file with some conventions only', async () => {
    const found = join(folder, 'found.json');
    await run('identify', subjectPath('undeclared'), '--json', found);
    const judged = await run('check', subjectPath('undeclared'), ...few, '--profile', found, '--json');
    const { judgedBy, conformant } = JSON.parse(judged.stdout);
    expect(judgedBy).toEqual({
      source: 'profile',
      profile: found,
      conventions: JSON.parse(readFileSync(found, 'utf8')).conventions,
    });
    expect(conformant).toBe(true);

    const some = join(folder, 'some.json');
    writeFileSync(some, '{"oneElement":"nan"}');
    expect((await run('check', subjectPath('sound'), ...few, '--profile', some)).exitCode).toBe(1);
  });

  test.each([
    ['keras', 'There is no profile "keras"; did you mean keras-3?'],
    ['wrong.json', 'is wrong: conventions.epsilonPlacment is not a known convention.'],
    ['value.json', 'is wrong: conventions.oneElement must be "define", "reject", "nan" or "keep", not 1.'],
    ['text.json', 'The profile "text.json" is wrong: '],
  ])('could not run with %s', async (name, sentence) => {
    const files: Readonly<Record<string, string>> = {
      'wrong.json': '{"conventions":{"epsilonPlacment":"inside"}}',
      'value.json': '{"oneElement":1}',
      'text.json': 'pytorch',
    };
    const text = files[name];
    const profile = text === undefined ? name : join(folder, name);
    if (text !== undefined) writeFileSync(profile, text);
    const { exitCode, stderr } = await run('check', subjectPath('sound'), ...few, '--profile', profile);
    expect(exitCode).toBe(2);
    expect(stderr.replace(`${folder}/`, '')).toContain(sentence);
  });
});

test('check identifies a subject that declares no conventions, and says so', async () => {
  const { exitCode, stdout } = await run('check', subjectPath('undeclared'), ...few);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('conventions identified, not declared');
  expect(stdout).toContain('  identified: runningVarianceCorrection 1, normalizingVarianceCorrection 0,');
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
});
