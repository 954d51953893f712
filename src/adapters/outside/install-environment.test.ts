import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { builtIn } from './environment-folder.ts';
import {
  browserEnvironment,
  candleEnvironment,
  darknetEnvironment,
  dl4jEnvironment,
  gomlxEnvironment,
  onednnEnvironment,
} from './environments.ts';
import { installEnvironment } from './install-environment.ts';
import type { OutsideEnvironment } from './outside-environment.ts';
import type { RunStep } from './run-step.ts';

let root: string;
let folder: string;
let programs: string;
let steps: { readonly command: string; readonly args: readonly string[]; readonly at: string | undefined }[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bncheck-install-'));
  folder = join(root, 'environment');
  programs = join(root, 'programs');
  mkdirSync(folder);
  steps = [];
});
afterEach(() => rmSync(root, { recursive: true }));

/** Notes each step, and leaves behind what the next one reads. */
const fakeStep: RunStep = async (command, args, _onLine, at) => {
  steps.push({ command, args, at });
  if (command === 'apt-get') for (const name of args.slice(1)) writeFileSync(join(at!, `${name}.deb`), '');
  if (command === 'dpkg-deb') mkdirSync(join(args[2]!, 'usr', 'include'), { recursive: true });
  if (command === 'cargo') {
    const built = join(args.at(-1)!, 'release', 'candle-adapter');
    mkdirSync(dirname(built), { recursive: true });
    writeFileSync(built, 'built');
  }
};

const install = (environment: OutsideEnvironment) =>
  installEnvironment(environment, { folder, programs, python: 'python3', onLine: () => {}, run: fakeStep });

/** What a line of commands names: the programs, without their folders. */
const commands = () => steps.map(({ command }) => basename(command));

test("in C++, wheels and Debian's packages are unpacked into the folder, and the adapter is linked to what they hold", async () => {
  await install(onednnEnvironment);
  expect(commands().slice(0, 4)).toEqual(['python3', 'python', 'apt-get', 'dpkg-deb']);
  expect(steps[1]!.args.slice(-2)).toEqual(onednnEnvironment.wheels);
  expect(steps[2]!.args).toEqual(['download', ...onednnEnvironment.packages]);
  expect(steps[3]!.args).toEqual(['-x', expect.stringContaining('nlohmann'), folder]);
  const { command, args } = steps.at(-1)!;
  expect(command).toBe('g++');
  expect(args).toEqual(
    expect.arrayContaining([builtIn(folder), join(programs, onednnEnvironment.source), '-ldnnl']),
  );
  expect(args.join(' ')).not.toContain('--allow-shlib-undefined');
  expect(existsSync(join(folder, 'usr', 'include', 'third_party'))).toBe(true);
});

test('in C++, empty libraries stand in for those that the packages are linked to and do not call', async () => {
  await install(darknetEnvironment);
  const { standIns } = darknetEnvironment;
  const empty = steps.slice(-1 - standIns!.length, -1);
  expect(empty.map(({ args }) => args[3])).toEqual(standIns!.map((name) => join(folder, 'lib', name)));
  expect(empty.map(({ args }) => args[1])).toEqual(standIns!.map((name) => `-Wl,-soname,${name}`));
  expect(existsSync(join(folder, 'lib'))).toBe(true);
  expect(steps.at(-1)!.args.join(' ')).toContain('--allow-shlib-undefined');
  expect(steps.at(-1)!.args).toContain(`-L${join(folder, 'usr', 'lib', 'darknet')}`);
});

test('in Rust, a copy of the crate is built, and the program is kept', async () => {
  mkdirSync(join(programs, candleEnvironment.project), { recursive: true });
  writeFileSync(join(programs, candleEnvironment.project, 'Cargo.toml'), 'pinned');
  await install(candleEnvironment);
  const manifest = join(folder, candleEnvironment.project, 'Cargo.toml');
  expect(steps[0]!.args).toEqual(expect.arrayContaining(['--manifest-path', manifest]));
  expect(readFileSync(manifest, 'utf8')).toBe('pinned');
  expect(readFileSync(builtIn(folder), 'utf8')).toBe('built');
});

test('in Go, the module is built where it lies', async () => {
  await install(gomlxEnvironment);
  expect(steps).toEqual([
    { command: 'go', args: ['build', '-o', builtIn(folder), '.'], at: join(programs, 'go', 'gomlx') },
  ]);
});

test('in Java, the libraries are copied and the sources compiled with them', async () => {
  const project = join(programs, dl4jEnvironment.project);
  mkdirSync(project, { recursive: true });
  for (const name of ['Adapter.java', 'pom.xml']) writeFileSync(join(project, name), '');
  await install(dl4jEnvironment);
  expect(commands()).toEqual(['mvn', 'javac']);
  expect(steps[0]!.args).toContain(`-DoutputDirectory=${join(folder, 'lib')}`);
  expect(steps[1]!.args.at(-1)).toBe(join(project, 'Adapter.java'));
});

test('packages for Node are installed without their scripts', async () => {
  await install(browserEnvironment);
  expect(steps[0]!.args).toEqual(
    expect.arrayContaining(['--ignore-scripts', ...browserEnvironment.packages]),
  );
});
