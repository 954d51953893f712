/** Whatever is typed or found in a file: a clear sentence and exit code 2, and nothing written but where it was asked for. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { anyJson, mutatedJson } from '../fixture-format/testing/mutated-json.ts';
import { composePartial } from '../harness/compose-result.ts';
import { anyResult } from '../reporters/testing/generated-outcomes.ts';
import { couldNotRun } from './could-not-run.ts';
import { decodeRecords, recordsText } from './interrupt/record-json.ts';
import type { CheckFindings, CheckJob, RunJob } from './job.ts';
import { crashed } from './testing/crashed.ts';
import { runHere } from './testing/memory-io.ts';

const box = mkdtempSync(join(tmpdir(), 'bncheck-hostile-'));
const folder = join(box, 'deep', 'inner');
mkdirSync(folder, { recursive: true });
afterAll(() => rmSync(box, { recursive: true }));

const conventions = {
  runningVarianceCorrection: 1,
  normalizingVarianceCorrection: 0,
  epsilonPlacement: 'inside',
  epsilonFloor: 0,
  oneElement: 'define',
  emptyBatch: 'keep',
} as const;

const names = [
  '../../evil',
  '/tmp/bncheck-evil',
  '..',
  '.',
  '',
  '\u0000',
  'a/../../b',
  'C:\\evil',
  'x'.repeat(5000),
  '<script>',
];
const samples = fc.sample(anyResult, { seed: 3, numRuns: 12 });

/** What a subject might make of itself: any outcomes, under a name that would be a path. */
function hostileRun(pick: number): RunJob {
  const run = async (job: { readonly task: string; readonly subject: string }) => {
    if (job.task !== 'check') throw couldNotRun('there is nothing here.');
    const found = samples[pick % samples.length]!;
    const findings: CheckFindings = {
      result: { ...found, subject: names[pick % names.length]! },
      dtype: 'float32',
      judgedBy: { source: 'declared', conventions },
    };
    return findings;
  };
  return run as unknown as RunJob;
}

const commands = [
  'check',
  'matrix',
  'merge',
  'replay',
  'smoke',
  'identify',
  'explain',
  'list',
  'subjects',
  'init',
  'known-failures',
  'nothing',
  '',
];
const options = [
  '--tier',
  '--seed',
  '--runs',
  '--timeout',
  '--only',
  '--profile',
  '--json',
  '--shard',
  '--no-stored',
  '--no-diagnosis',
  '--junit',
  '--sarif',
  '--markdown',
  '--html',
  '--known-failures',
  '--resume',
  '--file',
  '--reason',
  '--link',
  '--expires',
  '--no-progress',
  '--help',
  '--version',
  '--',
  '-x',
];
const inFolder = ['out.json', 'missing.json', 'nested', 'file'].map((name) => join(folder, name));
const values = fc.oneof(
  fc.constantFrom(
    'smoke',
    '1',
    '-1',
    '1e9',
    '1/2',
    'BN-TRAIN-OUTPUT',
    'pytorch',
    'update',
    'builtin:typescript',
    'cmd:',
    'cmd:"',
    'python',
    '0/0',
    ...inFolder,
  ),
  fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.replace(/[\\/]/g, '')),
);

test('no command line crashes, or writes outside of the working folder and the files that it names', async () => {
  writeFileSync(join(folder, 'file'), 'no JSON');
  mkdirSync(join(folder, 'nested'));
  const before = process.cwd();
  process.chdir(folder);
  try {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...commands),
        fc.array(fc.oneof(fc.constantFrom(...options), values), { maxLength: 6 }),
        fc.nat(1000),
        async (command, args, pick) => {
          const { exitCode, stdout, stderr } = await runHere([command, ...args], folder, hostileRun(pick));
          expect([0, 1, 2]).toContain(exitCode);
          expect(stdout + stderr).not.toMatch(crashed);
          if (exitCode === 2) expect(stderr).not.toBe('');
        },
      ),
      { seed: 93, numRuns: 60 },
    );
  } finally {
    process.chdir(before);
  }
  expect(readdirSync(box)).toEqual(['deep']);
  expect(readdirSync(join(box, 'deep'))).toEqual(['inner']);
});

test.each(names.map((name) => [name.slice(0, 40), name] as const))(
  'a subject named %j stores its failures and its report inside of the working folder',
  async (_, name) => {
    const failing = samples.find(({ outcomes }) =>
      outcomes.some(({ counterexample }) => counterexample !== undefined),
    )!;
    const run = (async (job: { readonly task: string }) => {
      if (job.task !== 'check') throw couldNotRun('no.');
      return {
        result: { ...failing, subject: name },
        dtype: 'float32',
        judgedBy: { source: 'declared', conventions },
      };
    }) as unknown as RunJob;
    const { exitCode } = await runHere(
      ['check', 'builtin:typescript', '--no-diagnosis', '--html', join(folder, 'page.html')],
      folder,
      run,
    );
    expect([0, 1]).toContain(exitCode);
    expect(
      (await runHere(['matrix', '--only', 'builtin:typescript', '--no-progress'], folder, run)).stderr,
    ).not.toMatch(crashed);
    expect(readdirSync(box)).toEqual(['deep']);
    expect(readdirSync(join(box, 'deep'))).toEqual(['inner']);
  },
);

test('an interrupted run that was changed by hand is refused in a clear sentence, or taken', () => {
  const job: CheckJob = {
    task: 'check',
    subject: 's',
    only: null,
    tier: 'smoke',
    seed: 1,
    runs: 3,
    timeoutMs: 9,
    stored: {},
  };
  const opened = {
    subject: 's',
    version: null,
    language: null,
    share: 1,
    dtype: 'float32',
    judgedBy: { source: 'declared', conventions },
    order: ['BN-TRAIN-OUTPUT', 'BN-GRAD-BETA'],
  } as const;
  const head = { ...opened, tier: 'smoke', seed: 1 };
  const finished = composePartial(head, ['BN-TRAIN-OUTPUT', 'BN-GRAD-BETA'], []).outcomes.map((outcome) => ({
    outcome: { ...outcome, worstRatio: Number.POSITIVE_INFINITY },
    grades: new Map([['output', { forward: Number.NaN, compensated: 1, blocked: 1, sequential: -0 }]]),
    conditioning: new Map([['output', new Map([[2, { channels: 1, worstBits: 3, sumOfBits: 3 }]])]]),
  }));
  const record = { job, opened, finished };
  const sound: unknown = JSON.parse(recordsText([record], '0.1.0'));
  expect(decodeRecords(sound, '0.1.0')).toEqual([record]);
  expect(() => decodeRecords(sound, '0.2.0')).toThrow('it is of bncheck "0.1.0", and this is 0.2.0');
  fc.assert(
    fc.property(fc.oneof({ weight: 3, arbitrary: mutatedJson(sound) }, anyJson), (json) => {
      try {
        decodeRecords(json, '0.1.0');
      } catch (error) {
        expect((error as Error).name).toBe('Error');
        expect((error as Error).message).toMatch(/^(interrupted run.*: |it is of bncheck)/);
      }
    }),
    { seed: 94, numRuns: 150 },
  );
});
