import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { environmentFolder, interpreterIn, isSetUp } from './environment-folder.ts';
import { isOutsideInstalled, openOutsideSubject } from './open-outside-subject.ts';
import type { PythonEnvironment } from './outside-environment.ts';
import type { OutsideSubject } from './outside-subjects.ts';
import { type RunStep, runStep } from './run-step.ts';
import { setUpEnvironment } from './set-up-environment.ts';

/** The examples stand in for the folder of adapters, and Node for their interpreter: no network, no Python. */
const programs = fileURLToPath(new URL('../../../examples/node/', import.meta.url));

const environment: PythonEnvironment = {
  kind: 'python',
  name: 'tiny',
  packages: ['one==1.0', 'two==2.0'],
  disk: '1 kB',
};

const subject: OutsideSubject = {
  name: 'tiny-library',
  title: 'a stand-in',
  language: 'Python',
  environment,
  program: 'adapter.mjs',
  args: [],
  documentation: 'https://example.org',
};

let environments: string;
let steps: string[][];
let said: string[];

/** Does what `python -m venv` does as far as a test needs it: puts an interpreter there. */
const fakeStep: RunStep = async (command, args, onLine) => {
  steps.push([command, ...args]);
  if (args[1] === 'venv') {
    const interpreter = interpreterIn(args[2]!);
    mkdirSync(dirname(interpreter), { recursive: true });
    if (process.platform === 'win32') writeFileSync(interpreter, '');
    else symlinkSync(process.execPath, interpreter);
  }
  for (const line of ['Collecting one==1.0', '  noise', 'Successfully installed one-1.0']) onLine(line);
};

const setUp = (run: RunStep = fakeStep) =>
  setUpEnvironment(environment, {
    environments,
    programs,
    python: 'python3',
    say: (text) => said.push(text),
    run,
  });

beforeEach(() => {
  environments = join(mkdtempSync(join(tmpdir(), 'bncheck-outside-')), 'env');
  steps = [];
  said = [];
});
afterEach(() => rmSync(dirname(environments), { recursive: true }));

test('an environment is made, gets exactly the pinned packages, and is set up from then on', async () => {
  expect(isSetUp(environment, environments)).toBe(false);
  await setUp();
  const folder = environmentFolder(environment, environments);
  expect(steps[0]).toEqual(['python3', '-m', 'venv', folder]);
  expect(steps[1]![0]).toBe(interpreterIn(folder));
  expect(steps[1]!.slice(1, 4)).toEqual(['-m', 'pip', 'install']);
  expect(steps[1]!.slice(-2)).toEqual(environment.packages);
  expect(said).toContain('tiny: Collecting one==1.0');
  expect(said.join('\n')).not.toContain('noise');
  expect(isSetUp(environment, environments)).toBe(true);

  await setUp();
  expect(steps).toHaveLength(2);
});

test('an environment that holds other versions counts as missing', async () => {
  await setUp();
  expect(isSetUp({ ...environment, packages: ['one==1.1', 'two==2.0'] }, environments)).toBe(false);
});

test('a failed attempt leaves nothing that counts as set up, and the next one starts over', async () => {
  const failing: RunStep = async (command, args, onLine) => {
    await fakeStep(command, args, onLine);
    if (args[1] === 'pip') throw new Error('no such version');
  };
  await expect(setUp(failing)).rejects.toThrow('no such version');
  expect(isSetUp(environment, environments)).toBe(false);
  const leftover = join(environmentFolder(environment, environments), 'leftover');
  writeFileSync(leftover, '');
  await setUp();
  expect(existsSync(leftover)).toBe(false);
  expect(isSetUp(environment, environments)).toBe(true);
});

test('a step that fails tells its exit code and the end of its error output', async () => {
  const lines: string[] = [];
  const program = 'console.log("a\\nb"); console.error("why"); process.exitCode = 3';
  const failing = runStep(process.execPath, ['-e', program], (line) => lines.push(line));
  await expect(failing).rejects.toThrow(/exit code 3\. Its stderr ends: "why"/);
  expect(lines).toEqual(['a', 'b']);
  await expect(runStep('no-such-program-here', [], () => {})).rejects.toThrow(/could not be started/);
});

test.skipIf(process.platform === 'win32')(
  'a subject opens in its environment, with its share, and else says how to install it',
  async () => {
    const places = { environments, programs };
    await expect(openOutsideSubject(subject, places, 1000)).rejects.toThrow(
      'tiny-library is not installed: npx bncheck matrix --setup tiny-library',
    );
    await setUp();
    chmodSync(interpreterIn(environmentFolder(environment, environments)), 0o755);
    expect(isOutsideInstalled(subject, places)).toBe(true);
    const opened = await openOutsideSubject({ ...subject, share: 0.5 }, places, 10_000);
    try {
      expect(opened.share).toBe(0.5);
      expect(opened.operations).toContain('training');
      const result = await opened.run({
        operation: 'inference',
        input: { shape: [2, 1], data: Float32Array.of(1, 3) },
        gamma: null,
        beta: null,
        runningMean: Float32Array.of(1),
        runningVariance: Float32Array.of(3),
        epsilon: 1,
        channelAxis: 1,
      });
      expect(result).toEqual({ output: { shape: [2, 1], data: Float32Array.of(0, 1) } });
    } finally {
      await opened.close?.();
    }
  },
);
