import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { packageVersion } from '../fixture-format/package-version.ts';
import type { CheckFindings, CheckJob, RunJob } from './job.ts';
import { runJob } from './run-job.ts';
import { runHere } from './testing/memory-io.ts';
import { subjectPath } from './testing/subject-path.ts';

const folder = mkdtempSync(join(tmpdir(), 'bncheck-matrix-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs one requirement on another subject in the place of the one that is asked for; null does not run. */
const standIns = (subjects: Readonly<Record<string, string | null>>): RunJob =>
  (async (job: CheckJob, watch): Promise<CheckFindings> => {
    const instead = subjects[job.subject];
    if (instead === null || instead === undefined) throw new Error('its library\u001b[1m is broken');
    return runJob({ ...job, subject: subjectPath(instead), only: ['BN-TRAIN-OUTPUT'], runs: 10 }, watch);
  }) as RunJob;

const three = ['matrix', '--only', 'builtin:reference,builtin:typescript', '--only', 'tfjs:cpu,jax-js'];

test('faults of other libraries are findings: exit code 0, a table, a counterexample and a report', async () => {
  const run = standIns({
    'builtin:reference': 'sound',
    'builtin:typescript': 'sound',
    'tfjs:cpu': 'faulty',
    'jax-js': null,
  });
  const file = join(folder, 'matrix.json');
  const { exitCode, stdout, stderr } = await runHere([...three, '--json', file], folder, run);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/builtin:reference +✓ .* passes/);
  expect(stdout).toMatch(/tfjs:cpu +✗ 1 .* fails/);
  expect(stdout).toMatch(/jax-js +– .* not run/);
  expect(stdout).toContain('jax-js could not run: its library[1m is broken');
  expect(stdout).toContain('replay .bncheck/failures/faulty--BN-TRAIN-OUTPUT.json'.split(' ')[1]);
  expect(stderr.trimEnd().split('\n').sort()).toEqual([
    'builtin:reference: conformant',
    'builtin:typescript: conformant',
    'jax-js: could not run',
    'tfjs:cpu: not conformant',
  ]);
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  expect(stdout).toContain('The full report: bncheck-report/report.md');
  expect(readdirSync(join(folder, 'bncheck-report')).sort()).toEqual([
    'builtin-reference.json',
    'builtin-typescript.json',
    'jax-js.json',
    'report.md',
    'tfjs-cpu.json',
  ]);
  const markdown = readFileSync(join(folder, 'bncheck-report/report.md'), 'utf8');
  expect(markdown).toContain('### tfjs:cpu: BN-TRAIN-OUTPUT');
  // A requirement's row leads to the counterexample: the anchor that hosts make of the heading.
  expect(markdown).toMatch(
    /^\| BN-TRAIN-OUTPUT +\| ✓ +\| ✓ +\| \[✗\]\(#tfjscpu-bn-train-output\) +\| – +\|$/m,
  );
  expect(markdown).toContain('Conventions, declared: normalizingVarianceCorrection 0, ');
  const { subjects, date, ...plan } = JSON.parse(readFileSync(file, 'utf8'));
  expect(Date.now() - Date.parse(date)).toBeLessThan(60_000);
  expect(plan).toEqual({ tier: 'ci', seed: 1, runs: null, bncheck: packageVersion() });
  expect(subjects[2]).toMatchObject({ dtype: 'float32', judgedBy: { source: 'declared' } });
  expect(subjects[2].seconds).toBeGreaterThan(0);
  expect(subjects.map(({ name }: { name: string }) => name)).toEqual([
    'builtin:reference',
    'builtin:typescript',
    'tfjs:cpu',
    'jax-js',
  ]);
});

test('a built-in subject that is not conformant gives exit code 1', async () => {
  const run = standIns({ 'builtin:reference': 'sound', 'builtin:typescript': 'faulty' });
  const { exitCode } = await runHere(three.slice(0, 3), folder, run);
  expect(exitCode).toBe(1);
});

test('a built-in subject that could not run gives exit code 2', async () => {
  const { exitCode } = await runHere(three.slice(0, 3), folder, standIns({}));
  expect(exitCode).toBe(2);
});

test('as many run at the same time as --workers says', async () => {
  let [running, most] = [0, 0];
  const run: RunJob = (async (job: CheckJob, watch) => {
    running += 1;
    most = Math.max(most, running);
    return standIns({ 'builtin:reference': 'sound', 'builtin:typescript': 'sound' })(job, watch).finally(
      () => {
        running -= 1;
      },
    );
  }) as RunJob;
  for (const [workers, expected] of [
    ['1', 1],
    ['2', 2],
  ] as const) {
    most = 0;
    await runHere([...three.slice(0, 3), '--workers', workers], folder, run);
    expect(most).toBe(expected);
  }
});
