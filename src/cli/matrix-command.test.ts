import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
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
  expect(readFileSync(join(folder, 'bncheck-report/report.md'), 'utf8')).toContain(
    '### tfjs:cpu: BN-TRAIN-OUTPUT',
  );
  const { subjects } = JSON.parse(readFileSync(file, 'utf8'));
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
