/** Subjects of 16 bits; half-formats.nightly.test.ts goes further. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import type { Request } from '../../spec/contract.ts';
import { brokenIn } from './testing/broken-in.ts';
import { halfSubject } from './testing/half-subject.ts';
import { runHere } from './testing/memory-io.ts';

const folder = mkdtempSync(join(tmpdir(), 'bncheck-half-'));
afterAll(() => rmSync(folder, { recursive: true }));

const adapter = fileURLToPath(new URL('../adapters/testing/half-adapter.mjs', import.meta.url));

describe.each(['float16', 'bfloat16'] as const)('%s', (dtype) => {
  test('a sound subject is accused of nothing, with statistics in float32', async () => {
    const { result, broken } = await brokenIn(halfSubject(dtype, 'float32'), { seed: 1, runs: 6 });
    expect(broken).toEqual([]);
    expect(result.conformant).toBe(true);
    // Nearly all requirements have cases that can be asked in the format.
    expect(result.outcomes.filter(({ outcome }) => outcome === 'passed').length).toBeGreaterThan(28);
  });

  test('one that takes epsilon tenfold is not conformant', async () => {
    const tenfold = (request: Request) => ({ ...request, epsilon: request.epsilon * 10 });
    const { broken } = await brokenIn(halfSubject(dtype, 'float32', tenfold), {
      seed: 1,
      runs: 6,
      only: ['BN-INFER-OUTPUT', 'BN-TRAIN-OUTPUT'],
    });
    expect(broken.join()).toContain('BN-INFER-OUTPUT');
  });

  test('by the protocol: an adapter passes smoke and check, and a faulty one fails', async () => {
    const check = (kind: string, ...more: readonly string[]) => {
      const subject = `cmd:node '${adapter}' ${dtype} ${kind}`;
      return runHere(['check', subject, '--tier', 'smoke', '--seed', '1', ...more], folder);
    };
    const smoke = await runHere(['smoke', `cmd:node '${adapter}' ${dtype}`], folder);
    expect(smoke.stdout).toContain(`${dtype}, training, inference`);
    expect(smoke).toMatchObject({ exitCode: 0 });
    const sound = await check(
      'sound',
      '--only',
      'BN-TRAIN-OUTPUT,BN-INFER-OUTPUT,BN-TRAIN-RUNNING-VARIANCE,BN-ARGUMENTS,BN-STATE-SEQUENCE',
      '--runs',
      '8',
    );
    expect(sound.stdout).toContain('conformant: of 4 MUST requirements 4 hold');
    expect(sound.exitCode).toBe(0);
    const faulty = await check('faulty', '--only', 'BN-INFER-OUTPUT');
    expect(faulty.exitCode).toBe(1);
    expect(faulty.stdout).toContain(`do not compare with ${dtype}`);
  });
});
