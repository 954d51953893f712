import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseClaimJson } from '../reporters/claims-json.ts';
import { plainColours } from '../reporters/plain-colours.ts';
import { claimsCommand } from './claims-command.ts';
import type { CliIo } from './cli-io.ts';
import { runJob } from './run-job.ts';
import { runHere } from './testing/memory-io.ts';
import { withTemporaryFolder } from './temporary-folder.ts';

const inFolder = (work: (folder: string) => Promise<void>) => withTemporaryFolder('bncheck-claims-', work);

function ioIn(folder: string): CliIo & { readonly printed: () => string; readonly told: () => string } {
  let [printed, told] = ['', ''];
  return {
    out: (text) => {
      printed += text;
    },
    err: (text) => {
      told += text;
    },
    outColours: plainColours,
    errColours: plainColours,
    screen: null,
    folder,
    cores: 1,
    run: runJob,
    printed: () => printed,
    told: () => told,
  };
}

test('a claim by its number is put to the test, and its report written with figure and numbers', () =>
  inFolder(async (folder) => {
    const io = ioIn(folder);
    const options = {
      scale: 'miniature',
      seed: 1,
      out: join(folder, 'report'),
      json: true,
      progress: true,
    } as const;
    expect(await claimsCommand(['6'], options, io)).toBe(0);
    const files = readdirSync(join(folder, 'report')).sort();
    expect(files).toEqual(['claims.md', 'gradient-variance.json', 'gradient-variance.svg']);
    const text = (name: string) => readFileSync(join(folder, 'report', name), 'utf8');
    const { provenance, result } = parseClaimJson(text('gradient-variance.json'));
    expect(provenance).toMatchObject({ scale: 'miniature', seeds: [1, 2, 3, 4, 5, 6], data: [] });
    expect(text('claims.md')).toContain(`**${result.verdict}**`);
    expect(text('gradient-variance.svg')).toMatch(/^<svg[\s\S]*<\/svg>\n$/);
    // A machine reads standard output: one line; what is for people goes to standard error.
    expect(JSON.parse(io.printed())).toHaveLength(1);
    expect(io.told()).toContain('24 of 24 trials');
    expect(io.told()).toContain('The variance of gradients is reduced');
  }));

test('a claim that there is not is refused, with a near name', () =>
  inFolder(async (folder) => {
    const { exitCode, stderr } = await runHere(['claims', 'fastr'], folder);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('There is no claim "fastr"');
    expect(stderr).toContain('faster');
  }));
