import { copyFileSync, cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { builtIn, classesIn, interpreterIn } from './environment-folder.ts';
import type {
  CppEnvironment,
  GoEnvironment,
  JavaEnvironment,
  NpmEnvironment,
  OutsideEnvironment,
  RustEnvironment,
} from './outside-environment.ts';
import type { RunStep } from './run-step.ts';

export interface Installation {
  /** The folder of the environment, which does not exist yet or is empty. */
  readonly folder: string;
  /** The folder of the adapters. */
  readonly programs: string;
  /** The interpreter that makes virtual environments. */
  readonly python: string;
  /** Told what the package manager prints. */
  readonly onLine: (line: string) => void;
  readonly run: RunStep;
}

/** Installs what an environment names into its folder; rejects where a step fails. */
export function installEnvironment(environment: OutsideEnvironment, given: Installation): Promise<void> {
  switch (environment.kind) {
    case 'python':
      return installPython(environment.packages, given);
    case 'cpp':
      return installCpp(environment, given);
    case 'rust':
      return installRust(environment, given);
    case 'go':
      return installGo(environment, given);
    case 'java':
      return installJava(environment, given);
    case 'npm':
      return installNpm(environment, given);
  }
}

async function installPython(packages: readonly string[], given: Installation): Promise<void> {
  const { folder, python, onLine, run } = given;
  await run(python, ['-m', 'venv', folder], () => {});
  const pip = ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input'];
  await run(interpreterIn(folder), [...pip, ...packages], onLine);
}

/** Debian's packages are unpacked, not installed: that needs no rights and changes nothing outside of the folder. */
async function installCpp(environment: CppEnvironment, given: Installation): Promise<void> {
  const { folder, programs, onLine, run } = given;
  const { name, packages, wheels, source, libraries, standIns = [] } = environment;
  if (wheels.length > 0) await installPython(wheels, given);
  const downloads = join(folder, 'downloads');
  mkdirSync(downloads, { recursive: true });
  await run('apt-get', ['download', ...packages], onLine, downloads);
  for (const archive of readdirSync(downloads)) {
    await run('dpkg-deb', ['-x', join(downloads, archive), folder], onLine);
  }
  // Some headers say <third_party/stb/...> of what Debian has at <stb/...>.
  const include = join(folder, 'usr', 'include');
  mkdirSync(join(include, 'third_party'));
  symlinkSync(join(include, 'stb'), join(include, 'third_party', 'stb'));
  const system = join(folder, 'usr', 'lib', 'x86_64-linux-gnu');
  const own = join(folder, 'usr', 'lib', name);
  const libraryFolder = join(folder, 'lib');
  const places = [libraryFolder, system, join(system, 'blas'), join(system, 'lapack'), own];
  await makeStandIns(standIns, libraryFolder, given);
  await run(
    'g++',
    [
      ...['-O2', '-std=c++17', '-o', builtIn(folder), join(programs, source)],
      ...[join(folder, 'include'), include, join(own, 'include')].map((place) => `-I${place}`),
      ...places.map((place) => `-L${place}`),
      // The older kind of run path holds for the libraries of the libraries, too.
      `-Wl,--disable-new-dtags,-rpath,${places.join(':')}`,
      ...[...libraries, 'pthread'].map((library) => `-l${library}`),
      // What an empty library lacks is looked for when it is called, which it is not.
      ...(standIns.length > 0 ? ['-Wl,--allow-shlib-undefined,-z,lazy'] : []),
    ],
    onLine,
  );
}

/** An empty library of each name. */
async function makeStandIns(
  sonames: readonly string[],
  libraryFolder: string,
  { onLine, run }: Installation,
): Promise<void> {
  mkdirSync(libraryFolder, { recursive: true });
  for (const soname of sonames) {
    const place = join(libraryFolder, soname);
    await run('g++', ['-shared', `-Wl,-soname,${soname}`, '-o', place, '-x', 'c', '/dev/null'], onLine);
  }
}

/** The sources are copied first: cargo writes its lock file beside them, and a package is not to be written into. */
async function installRust(environment: RustEnvironment, given: Installation): Promise<void> {
  const { folder, programs, onLine, run } = given;
  const sources = dirname(environment.project);
  cpSync(join(programs, sources), join(folder, sources), { recursive: true });
  const manifest = join(folder, environment.project, 'Cargo.toml');
  const target = join(folder, 'target');
  await run('cargo', ['build', '--release', '--manifest-path', manifest, '--target-dir', target], onLine);
  copyFileSync(join(target, 'release', `${environment.name}-adapter`), builtIn(folder));
}

async function installGo(environment: GoEnvironment, given: Installation): Promise<void> {
  const { folder, programs, onLine, run } = given;
  await run('go', ['build', '-o', builtIn(folder), '.'], onLine, join(programs, environment.project));
}

async function installJava(environment: JavaEnvironment, given: Installation): Promise<void> {
  const { folder, programs, onLine, run } = given;
  const project = join(programs, environment.project);
  const { own, libraries } = classesIn(folder);
  const copy = ['-B', '-q', '-f', join(project, 'pom.xml'), 'dependency:copy-dependencies'];
  await run('mvn', [...copy, `-DoutputDirectory=${libraries}`], onLine);
  const sources = readdirSync(project).filter((name) => name.endsWith('.java'));
  await run(
    'javac',
    ['-cp', join(libraries, '*'), '-d', own, ...sources.map((name) => join(project, name))],
    onLine,
  );
}

/** Without install scripts: some would fetch other browsers and drivers. */
async function installNpm({ packages }: NpmEnvironment, given: Installation): Promise<void> {
  const { folder, onLine, run } = given;
  await run(
    'npm',
    ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', ...packages],
    onLine,
  );
}
