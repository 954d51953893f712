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
const merge = (...files: readonly string[]) => runHere(['merge', ...files, '--only', only], folder);

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

  test('of which one is missing are no whole, and so are those of another --only', async () => {
    const missing = await merge(files[0]!, files[1]!);
    expect(missing).toMatchObject({ exitCode: 2, stdout: '' });
    expect(missing.stderr).toMatch(
      /A shard is missing: none of the files has BN-[A-Z-]+, BN-[A-Z-]+\. If the run was/,
    );
    expect((await runHere(['merge', ...files], folder)).exitCode).toBe(2);
  });

  test('are held against a list of known failures as a whole run is', async () => {
    const list = join(folder, 'known.json');
    const details = ['--reason', 'epsilon', '--link', 'https://example.org/7', '--expires', '2999-01-01'];
    const update = ['known-failures', 'update', subjectPath('faulty'), '--runs', '8', '--only', only];
    await runHere([...update, '--file', list, ...details], folder);
    const byList = (...more: readonly string[]) => merge(...files, '--known-failures', list, ...more);
    const known = await byList('--subject', subjectPath('faulty'));
    expect(known.stdout).toContain('known failures tolerated; nothing else is broken');
    expect(known.exitCode).toBe(0);
    expect(await byList('--subject', 'another')).toMatchObject({ exitCode: 1 });
    const nameless = await byList();
    expect(nameless).toMatchObject({ exitCode: 2 });
    expect(nameless.stderr).toContain('--known-failures needs --subject');
  });

  test('that took part of the cases, for a slow subject, are the whole to the byte as well', async () => {
    const [first] = files;
    const shared = JSON.parse(readFileSync(first!, 'utf8'));
    const { requirements: found, judgedBy, diagnosis, ...head } = shared;
    const whole = { ...head, share: 0.5, requirements: found, judgedBy, diagnosis };
    const file = join(folder, 'shared.json');
    writeFileSync(file, JSON.stringify(whole));
    const ids = found.map(({ id }: { id: string }) => id).join(',');
    const merged = await runHere(['merge', file, '--only', ids, '--json'], folder);
    expect(merged.stdout).toBe(`${JSON.stringify(whole)}\n`);
  });

  test('say so where one is there twice, and where one is of another run', async () => {
    const twice = await merge(files[0]!, files[0]!);
    expect(twice).toMatchObject({ exitCode: 2 });
    expect(twice.stderr).toMatch(/Two of the shards checked BN-/);
    const other = join(folder, 'other.json');
    await check('--shard', '2/3', '--seed', '4', '--json', other);
    expect((await merge(files[0]!, other)).stderr).toContain('not shards of one run: seed is 3 and 4');
    for (const [key, text] of [
      ['runs', ' and 9'],
      ['bncheck', 'and "0.0.1"'],
    ] as const) {
      const changed = { ...JSON.parse(readFileSync(files[1]!, 'utf8')), [key]: key === 'runs' ? 9 : '0.0.1' };
      writeFileSync(other, JSON.stringify(changed));
      expect((await merge(files[0]!, other)).stderr).toContain(text);
    }
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

test('a shard that has nothing to show ends well: of SHOULD alone, and of nothing at all', async () => {
  const part = (shard: string) => ['--only', 'BN-TRAIN-DETERMINISTIC', '--runs', '4', '--shard', shard];
  for (const shard of ['1/2', '2/2']) {
    const { exitCode, stdout } = await runHere(['check', subjectPath('sound'), ...part(shard)], folder);
    expect(stdout).toContain('the verdict is that of bncheck merge');
    expect(exitCode).toBe(0);
  }
});

test('a failure that is tolerated is no failure of the JUnit file, and a wrong list is one', async () => {
  const list = join(folder, 'tolerated.json');
  const junit = join(folder, 'junit.xml');
  const few = ['--only', 'BN-TRAIN-OUTPUT,BN-GRAD-BETA', '--runs', '4'];
  const details = ['--reason', 'epsilon', '--link', 'https://example.org/7', '--expires', '2999-01-01'];
  await runHere(
    ['known-failures', 'update', subjectPath('faulty'), ...few, '--file', list, ...details],
    folder,
  );
  const checked = async () => {
    const args = ['check', subjectPath('faulty'), ...few, '--no-diagnosis'];
    const { exitCode } = await runHere([...args, '--known-failures', list, '--junit', junit], folder);
    return { exitCode, head: /<testsuites [^>]*>/.exec(readFileSync(junit, 'utf8'))![0] };
  };
  expect(await checked()).toEqual({ exitCode: 0, head: '<testsuites tests="3" failures="0" errors="0">' });
  writeFileSync(list, readFileSync(list, 'utf8').replace('BN-TRAIN-OUTPUT', 'BN-GRAD-BETA'));
  expect(await checked()).toEqual({ exitCode: 1, head: '<testsuites tests="3" failures="2" errors="0">' });
});
