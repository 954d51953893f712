import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { recordSetUp } from '../adapters/outside/environment-folder.ts';
import { outsideSubjects } from '../adapters/outside/outside-subjects.ts';
import { plainColours } from '../reporters/plain-colours.ts';
import type { CliIo } from './cli-io.ts';
import { matrixSetup } from './matrix-setup.ts';
import { outsidePlaces } from './outside-places.ts';
import { runJob } from './run-job.ts';
import { runHere } from './testing/memory-io.ts';

const folder = mkdtempSync(join(tmpdir(), 'bncheck-setup-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function setUpHere(asked: readonly string[], broken: readonly string[] = []) {
  let stdout = '';
  const done: string[] = [];
  const io: CliIo = {
    out: (text) => {
      stdout += text;
    },
    err: () => {},
    outColours: plainColours,
    errColours: plainColours,
    screen: null,
    folder,
    cores: 1,
    run: runJob,
  };
  const exitCode = await matrixSetup(asked, io, async ({ name }) => {
    if (broken.includes(name)) throw new Error('no such version');
    done.push(name);
  });
  return { exitCode, stdout, done };
}

test('all sets up each environment once', async () => {
  const { exitCode, done } = await setUpHere(['all']);
  expect(exitCode).toBe(0);
  expect(done).toEqual([...new Set(outsideSubjects.map(({ environment }) => environment.name))]);
});

test('what cannot be installed is said, the rest is installed, and the exit code is 2', async () => {
  const { exitCode, done, stdout } = await setUpHere(['flax,pytorch'], ['torch']);
  expect(exitCode).toBe(2);
  expect(done).toEqual(['jax']);
  expect(stdout).toContain('Could not be installed: pytorch. no such version');
  expect(stdout).toContain('Installed: flax.');
});

test('an unknown name gets the near one', async () => {
  const { exitCode, stderr } = await runHere(['matrix', '--setup', 'pytorhc'], folder);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/no subject "pytorhc" to set up.*pytorch/);
});

test('subjects and the matrix say what is not installed, and how to install it', async () => {
  const before = await runHere(['subjects'], folder);
  expect(before.stdout).toMatch(/– pytorch +PyTorch.*\n +npx bncheck matrix --setup pytorch/);
  const matrix = await runHere(['matrix', '--only', 'builtin:typescript'], folder, (async () => {
    throw new Error('not run here');
  }) as CliIo['run']);
  expect(matrix.stdout).toMatch(/Not installed: pytorch, [^.]*\.\s+Install\s+one\s+by\s+npx/);

  const { environment } = outsideSubjects.find(({ name }) => name === 'pytorch')!;
  const { environments } = outsidePlaces(folder);
  mkdirSync(join(environments, environment.name), { recursive: true });
  recordSetUp(environment, environments);
  expect((await runHere(['subjects'], folder)).stdout).toMatch(/✓ pytorch +PyTorch/);
});

test('a list says what can be set up and what it takes, and what cannot be and why', async () => {
  const { exitCode, stdout } = await runHere(['matrix', '--setup', 'list'], folder);
  expect(exitCode).toBe(0);
  for (const { name, environment } of outsideSubjects) {
    expect(stdout.split('\n').find((line) => line.includes(` ${name} `))).toContain(environment.disk);
  }
  expect(stdout).toMatch(/Not to be had:[\s\S]*Gorgonia \(Go\)\n[\s\S]*refuses/);
});
