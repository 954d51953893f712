/** The files that people copy into their own CI: they must be what GitHub and Kubernetes read, and their commands must exist. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => parse(readFileSync(join(root, path), 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'bncheck-ci-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a script with a program in the place of npx that writes its arguments, one a line. */
function argumentsOf(script: string, env: Readonly<Record<string, string>>): readonly string[] {
  const out = join(folder, 'arguments');
  writeFileSync(join(folder, 'npx'), `#!/usr/bin/env bash\nprintf '%s\\n' "$@" >'${out}'\n`, { mode: 0o755 });
  execFileSync('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: folder,
    env: { ...env, PATH: `${folder}:${process.env.PATH}` },
  });
  return readFileSync(out, 'utf8').trimEnd().split('\n');
}

describe('the GitHub action', () => {
  const action = read('.github/actions/check/action.yml');
  const [step] = action.runs.steps;
  const env = { TIER: 'ci', SEED: '1', SHARD: '', KNOWN: '', FOLDER: 'r', VERSION: 'latest' };

  test('hands every input to its script by the environment, never in the text of the script', () => {
    expect(step.run).not.toContain('${{');
    const used = Object.values(step.env).map((value) => /inputs\.([\w-]+)/.exec(String(value))![1]);
    expect(used.toSorted()).toEqual(Object.keys(action.inputs).toSorted());
  });

  test('passes what it is given as arguments, whatever is in it', () => {
    const subject = 'cmd:a b; $(touch x) "c"';
    const plain = argumentsOf(step.run, { ...env, SUBJECT: subject });
    expect(plain.slice(0, 3)).toEqual(['--yes', 'bncheck@latest', 'check']);
    expect(plain.slice(-2)).toEqual(['--', subject]);
    expect(plain.join(' ')).not.toContain('--shard');
    const full = argumentsOf(step.run, { ...env, SUBJECT: 's', SHARD: '2/4', KNOWN: 'k.json' });
    expect(full.slice(-4)).toEqual(['--shard=2/4', '--known-failures=k.json', '--', 's']);
  });

  test('takes no input for an option, not even one that begins as options do', () => {
    const given = argumentsOf(step.run, {
      ...env,
      SUBJECT: '--help',
      SHARD: '--runs',
      KNOWN: '-k',
      FOLDER: '-r',
    });
    expect(given.slice(2).filter((one) => !/^--[a-z-]+=/.test(one))).toEqual([
      'check',
      '--no-progress',
      '--github',
      '--',
      '--help',
    ]);
  });
});

test('the workflow shards as often as its matrix says, by the action of this repository', () => {
  const { check, merge } = read('examples/ci/github-workflow.yml').jobs;
  const step = check.steps.find(({ uses }: { uses: string }) => uses.includes('.github/actions/check'));
  expect(step.with.shard).toBe(`\${{ matrix.shard }}/${check.strategy.matrix.shard.length}`);
  expect(merge.steps.at(-1).run).toContain('bncheck merge');
});

test('each pod of the Kubernetes job checks its own shard, and a failure of the subject is no failure of the pod', () => {
  const { completions, parallelism, template } = read('examples/ci/kubernetes-job.yaml').spec;
  const [container] = template.spec.containers;
  expect(completions).toBe(parallelism);
  expect(container.env).toContainEqual({ name: 'SHARDS', value: String(completions) });
  const given = argumentsOf(container.args[0], { JOB_COMPLETION_INDEX: '3', SHARDS: '16' });
  expect(given.slice(0, 3)).toEqual(['bncheck', 'check', 'subject.ts']);
  expect(given).toContain('4/16');
  expect(given.at(-1)).toBe('/results/3.json');
});
