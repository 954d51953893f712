import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { typescriptSubject } from '../../adapters/builtin-subjects.ts';
import { conformance } from './conformance.ts';

const folder = mkdtempSync(join(tmpdir(), 'bncheck-vitest-'));
afterAll(() => rmSync(folder, { recursive: true }));

// As a user's test file has it.
conformance(typescriptSubject(), { runs: 4, only: ['BN-TRAIN-OUTPUT', 'BN-GRAD-BETA'], folder });

test('a seed that is none and an entry of no requirement are told before any test runs', () => {
  expect(() => conformance(typescriptSubject(), { seed: Number.NaN })).toThrow('The option seed is "NaN"');
  vi.stubEnv('BNCHECK_SEED', '0x7');
  expect(() => conformance(typescriptSubject())).toThrow('BNCHECK_SEED is "0x7". It must be a whole number');
  vi.unstubAllEnvs();
  const entry = { requirement: 'BN-OLD', failure: 'failed: x', reason: 'r', link: 'https://example.org' };
  const entries = [{ subject: typescriptSubject().name, ...entry, expires: '2999-01-01' }];
  const list = join(folder, 'known.json');
  writeFileSync(list, JSON.stringify({ format: 'bncheck/known-failures', version: 1, entries }));
  expect(() => conformance(typescriptSubject(), { knownFailures: list })).toThrow('no requirement: BN-OLD');
});

interface Told {
  readonly title: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
}

describe('a faulty subject in a test file of its own', () => {
  const testing = join(dirname(fileURLToPath(import.meta.url)), 'testing');
  let tests: readonly Told[] = [];
  beforeAll(async () => {
    const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
    const args = [vitest, 'run', '--root', testing, '--reporter=json'];
    const env = { ...process.env, BNCHECK_TEST_FOLDER: folder, VITEST: '' };
    const out = await new Promise<string>((resolve) => {
      execFile(process.execPath, args, { env, cwd: testing }, (_, stdout) => resolve(stdout));
    });
    tests = JSON.parse(out.slice(out.indexOf('{'))).testResults[0].assertionResults;
  });
  const of = (id: string) => tests.find(({ title }) => title.startsWith(id))!;

  test('fails the test of the requirement that it breaks, with the counterexample and how to repeat it', () => {
    const { title, status, failureMessages } = of('BN-TRAIN-OUTPUT');
    expect({ title, status }).toEqual({ title: 'BN-TRAIN-OUTPUT (MUST)', status: 'failed' });
    expect(failureMessages[0]).toContain('does not hold');
    expect(failureMessages[0]).toContain('BNCHECK_SEED=7 npx vitest run -t BN-TRAIN-OUTPUT');
  });

  test('passes the others, and skips what it does not offer', () => {
    expect(of('BN-GRAD-BETA').status).toBe('passed');
    expect(of('BN-INFER-OUTPUT').status).toMatch(/skipped|pending/);
  });

  test('leaves the failure in the store, to be tried first in the next run', () => {
    expect(readdirSync(join(folder, '.bncheck/failures'))).toEqual(['faulty--BN-TRAIN-OUTPUT.json']);
  });
});
