import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/fixture-format/package-root.ts';
import { runHere } from '../../src/cli/testing/memory-io.ts';

const here = join(packageRoot(), 'examples', 'vectors');
const vectors = join(packageRoot(), 'fixtures', 'vectors');
const some = ['bn-train-output', 'bn-infer-output', 'bn-grad-input', 'bn-nan-containment'];
const files = some.map((name) => join(vectors, `${name}.json`));
const folder = mkdtempSync(join(tmpdir(), 'bncheck-examples-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const has = (program: string) => spawnSync(program, ['--version']).status === 0;

/** The example with its line for epsilon broken: it must be noticed. */
function withoutEpsilon(name: string, from: string, to: string): string {
  const text = readFileSync(join(here, name), 'utf8');
  expect(text).toContain(from);
  const file = join(folder, `wrong-${name}`);
  writeFileSync(file, text.replace(from, to));
  return file;
}

describe.runIf(has('python3'))(
  'the consumer in Python, where python3 is installed (else this is left out)',
  () => {
    test('passes by the vectors', () => {
      const said = execFileSync('python3', [join(here, 'check_vectors.py'), ...files], { encoding: 'utf8' });
      expect(said).toMatch(/^[1-9]\d\d passed, 0 failed\n$/);
    });

    test('fails by them without epsilon', () => {
      const wrong = withoutEpsilon('check_vectors.py', 'rsqrt(variance + epsilon)', 'rsqrt(variance)');
      const { status, stdout } = spawnSync('python3', [wrong, ...files], { encoding: 'utf8' });
      expect(stdout).toMatch(/^\d+ passed, [1-9]\d+ failed bn-/);
      expect(status).toBe(1);
    });

    test('answers in the middle of a pipe, and what it says is judged as right', async () => {
      const given = files.flatMap((file) => ['--vectors', file]);
      const calls = await runHere(['gen', ...given, '--count', '20'], folder);
      const answers = join(folder, 'answers.jsonl');
      const program = [join(here, 'answer_vectors.py')];
      writeFileSync(answers, execFileSync('python3', program, { input: calls.stdout, encoding: 'utf8' }));
      const { stdout, exitCode } = await runHere(['verify', answers, ...given], folder);
      expect(stdout).toMatch(/\d+ passed, 0 failed, 0 skipped\./);
      expect(exitCode).toBe(0);
    });
  },
);

describe.runIf(has('cc'))('the consumer in C, where a compiler is installed (else this is left out)', () => {
  const judge = async (source: string) => {
    const program = join(folder, 'check_vectors');
    execFileSync('cc', ['-O1', '-Wall', '-Werror', '-o', program, source, '-lm']);
    const given = files.flatMap((file) => ['--vectors', file]);
    await runHere(['fixtures', 'export', '--format', 'csv', '--out', folder, ...given], folder);
    const input = some.map((name) => readFileSync(join(folder, `${name}.csv`), 'utf8')).join('');
    return spawnSync(program, { input, encoding: 'utf8' });
  };

  test('passes by the vectors', async () => {
    const { status, stdout } = await judge(join(here, 'check_vectors.c'));
    expect(stdout).toMatch(/^[1-9]\d\d passed, 0 failed\n$/);
    expect(status).toBe(0);
  });

  test('fails by them without epsilon', async () => {
    const wrong = withoutEpsilon('check_vectors.c', 'sqrt(v + find("input/epsilon")->v[0])', 'sqrt(v)');
    const { status, stdout } = await judge(wrong);
    expect(stdout).toMatch(/\d+ passed, [1-9]\d* failed\n$/);
    expect(status).toBe(1);
  });
});
