import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Run, runHere } from './testing/memory-io.ts';

const folder = mkdtempSync(join(tmpdir(), 'bncheck-bench-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const bench = (args: string): Promise<Run> => runHere(['bench', ...args.split(' ')], folder);

interface Row {
  readonly operation: string;
  readonly layout: string;
  readonly subject: string;
  readonly threads: number;
  readonly shape: readonly number[];
  readonly rounds: number;
  readonly ratioToCopy: number;
  readonly ratioToOurs: number;
}

describe('a small run', () => {
  const file = join(folder, 'bench.json');
  const plot = join(folder, 'bench.svg');
  const subjects = 'builtin:typescript,builtin:wasm:copying,tfjs:wasm,onnxruntime-node';
  let run: Run;
  let rows: readonly Row[];
  let notMeasured: readonly { readonly subject: string; readonly isFault: boolean }[];
  beforeAll(async () => {
    run = await bench(`--shape 2x3x4x5 --rounds 2 --subject ${subjects} --json ${file} --plot ${plot}`);
    ({ rows, notMeasured } = JSON.parse(readFileSync(file, 'utf8')));
  });
  const who = (operation: string, layout: string) =>
    rows
      .filter((row) => row.operation === operation && row.layout === layout)
      .map(({ subject, threads }) => `${subject} ${threads}`);

  test('ends well, with a line of progress for each task', () => {
    expect(run.exitCode).toBe(0);
    expect(run.stderr).toContain('6 of 6: trainingGradient, 2×3×4×5, channels-last\n');
  });

  test('measures every subject that offers a task, the copy and ours unasked, and two threads where there are', () => {
    const ours = [
      'copy 1',
      'builtin:wasm 1',
      'builtin:wasm 2',
      'builtin:wasm:copying 1',
      'builtin:typescript 1',
    ];
    const ort = ['onnxruntime-node 1', 'onnxruntime-node 2'];
    expect(who('training', 'channels-first')).toEqual([...ours, 'tfjs:wasm 1', ...ort]);
    expect(who('inference', 'channels-first')).toEqual([...ours, 'tfjs:wasm 1', ...ort]);
    expect(who('trainingGradient', 'channels-last')).toEqual([...ours, 'tfjs:wasm 1']);
    expect(notMeasured.every(({ subject, isFault }) => subject === 'onnxruntime-node' && !isFault)).toBe(
      true,
    );
  });

  test('gives each row its ratios, of which those with itself are one', () => {
    for (const row of rows) {
      expect(row.shape).toEqual([2, 3, 4, 5]);
      expect(row.rounds).toBe(2);
      expect(row.ratioToCopy).toBeGreaterThan(0);
      expect(row.ratioToOurs).toBeGreaterThan(0);
      if (row.subject === 'copy') expect(row.ratioToCopy).toBe(1);
      if (row.subject === 'builtin:wasm') expect(row.ratioToOurs).toBe(1);
    }
  });

  test('prints tables that fit a terminal, and draws a plot', () => {
    expect(run.stdout).toContain('training, 2×3×4×5, channels-last');
    for (const line of run.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    expect(readFileSync(plot, 'utf8')).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
  });
});

test('with --json alone standard output is one line of JSON, and the tables go to standard error', async () => {
  const args = '--shape 2,3 --operation inference --threads 1 --rounds 1 --subject copy --no-progress --json';
  const { exitCode, stdout, stderr } = await bench(args);
  expect(exitCode).toBe(0);
  expect(stdout.split('\n')).toHaveLength(2);
  expect(JSON.parse(stdout).rows.map(({ subject }: Row) => subject)).toEqual(['copy', 'builtin:wasm']);
  expect(stderr).toContain('inference, 2×3, channels-first');
});

test.each([
  ['--subject tfjs:wsam', 'There is no subject "tfjs:wsam"; did you mean tfjs:wasm'],
  ['--operation train', 'There is no operation "train"'],
  ['--layout NCHW', 'there are channels-first, channels-last'],
  ['--threads 3', 'There is no number of threads "3"'],
  ['--shape 32', 'two or more sizes'],
  ['--shape 4x0', 'two or more sizes'],
  ['--shape 100000,100000', 'at most'],
])('%s gives exit code 2 and a sentence', async (args, sentence) => {
  const { exitCode, stderr } = await bench(args);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(sentence);
});
