import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { VariantFindings } from '../../harness/power-summary.ts';
import type { PowerJob, RunJob } from '../job.ts';
import { type Run, runHere } from '../testing/memory-io.ts';
import { variantOf } from './all-variants.ts';
import { measureVariant } from './measure-variant.ts';

const folder = mkdtempSync(join(tmpdir(), 'bncheck-power-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Does the job here, without the recorded cases, which take long. */
const runGenerated = (async (job: PowerJob, watch): Promise<readonly VariantFindings[]> => {
  const findings: VariantFindings[] = [];
  for (const id of job.variants) {
    findings.push(await measureVariant(variantOf(id), job, []));
    watch.onVariant?.(id);
  }
  return findings;
}) as RunJob;

const power = (args: string, ids: string): Promise<Run> =>
  runHere(
    ['power', '--tier', 'smoke', '--seed', '7', ...args.split(' '), '--only', ids],
    folder,
    runGenerated,
  );

describe('variants that the suite tells apart', () => {
  const ids = 'momentum-reversed,grad-beta-is-the-mean,pairwise-sums';
  const json = () => JSON.parse(readFileSync(join(folder, 'power.json'), 'utf8'));
  let run: Run;
  beforeAll(async () => {
    run = await power(`--runs 4 --json ${join(folder, 'power.json')}`, ids);
  });

  test('give exit code 0, the totals and some progress', () => {
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain('Diagnosis: 2 of 2 faults named.');
    expect(run.stdout).toContain('2 of 2 faulty variants caught; 0 of 1 sound variants accused.');
    expect(run.stderr).toContain('3 of 3 variants');
  });

  test('give a row each, with what noticed them, in a table that fits a terminal', () => {
    expect(run.stdout).toMatch(/momentum-reversed +BN-TRAIN-RUNNING-\w+ +\d+ +\d+ +\d+ +\d+/);
    expect(run.stdout).toMatch(/grad-beta-is-the-mean +BN-GRAD-BETA +\d+ +\d+ +\d+ +\d+/);
    expect(run.stdout).toMatch(/BN-TRAIN-RUNNING-MEAN +[01] +1 /);
    for (const line of run.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  test('give the same as JSON, with the details of each', () => {
    const { tier, seed, faulty, sound, diagnosis, variants } = json();
    expect({ tier, seed }).toEqual({ tier: 'smoke', seed: 7 });
    expect(diagnosis).toEqual({ total: 2, named: 2, wrong: [] });
    expect(faulty).toEqual({ total: 2, caught: 2, missed: [] });
    expect(sound).toEqual({ total: 1, accused: [] });
    expect(variants.map(({ id }: { id: string }) => id)).toEqual(ids.split(','));
    expect(variants[0].broken).toContain('BN-TRAIN-RUNNING-VARIANCE');
    expect(variants[0].elements).toBeLessThanOrEqual(6);
  });

  test('and as Markdown', () => {
    const text = readFileSync(join(folder, 'bncheck-report/power.md'), 'utf8');
    expect(text).toMatch(/\| momentum-reversed \| BN-TRAIN-RUNNING-\w+ \|/);
    expect(text).toContain('## Requirements');
  });

  test('differ between two runs in times alone', async () => {
    const { stdout } = await power('--runs 4 --json', ids);
    const timeless = (value: object) =>
      JSON.parse(JSON.stringify(value, (key, one) => (/^(ms|median.*Ms)/.test(key) ? 0 : one)));
    expect(timeless(JSON.parse(stdout))).toEqual(timeless(json()));
  });
});

test('a faulty variant that is missed gives exit code 1 and is named', async () => {
  const nothing = {
    needsElements: null,
    first: null,
    broken: [],
    complete: true,
    diagnosed: null,
    accusations: [],
    ms: 1,
  };
  const seeNothing = (async ({ variants }: PowerJob) =>
    variants.map((id) => ({ ...nothing, id, kind: variantOf(id).kind }))) as unknown as RunJob;
  const args = ['power', '--only', 'gamma-ignored,pairwise-sums'];
  const { exitCode, stdout } = await runHere(args, folder, seeNothing);
  expect(exitCode).toBe(1);
  expect(stdout).toContain('Missed: gamma-ignored.');
  expect(stdout).toMatch(/gamma-ignored +missed/);
});

test('other suites stand beside ours where they are asked for', async () => {
  const { stdout } = await power('--runs 4 --quick --against', 'epsilon-ignored,folded-scale-and-shift');
  expect(stdout).toMatch(/bncheck \(smoke\) +1 of 1 +0 of 1/);
  expect(stdout).toMatch(/WebNN.* 0 of 1 +1 of 1 +folded-scale-and-shift/);
});

test('a misspelt variant gives exit code 2 and near names', async () => {
  const { exitCode, stderr } = await power('--quick', 'gamma-ignord');
  expect(exitCode).toBe(2);
  expect(stderr).toContain('did you mean gamma-ignored');
});
