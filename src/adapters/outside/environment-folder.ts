import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OutsideEnvironment } from './outside-environment.ts';

/** Where an environment lives below the folder of all environments. */
export function environmentFolder({ name }: OutsideEnvironment, environments: string): string {
  return join(environments, name);
}

/** The interpreter of a virtual environment. */
export function interpreterIn(folder: string): string {
  return process.platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python');
}

/** The adapter that was built into an environment. */
export function builtIn(folder: string): string {
  return join(folder, process.platform === 'win32' ? 'adapter.exe' : 'adapter');
}

/** The class path of an adapter in Java: its own classes, and the libraries. */
export function classesIn(folder: string): { readonly own: string; readonly libraries: string } {
  return { own: join(folder, 'classes'), libraries: join(folder, 'lib') };
}

/** Whether the environment was set up to its end, with the packages that it now names. */
export function isSetUp(environment: OutsideEnvironment, environments: string): boolean {
  try {
    const written = readFileSync(recordIn(environmentFolder(environment, environments)), 'utf8');
    return written === recordOf(environment);
  } catch {
    return false;
  }
}

/** Notes that the environment is complete: the last step of setting it up. */
export function recordSetUp(environment: OutsideEnvironment, environments: string): void {
  writeFileSync(recordIn(environmentFolder(environment, environments)), recordOf(environment));
}

function recordIn(folder: string): string {
  return join(folder, 'bncheck-packages.txt');
}

function recordOf(environment: OutsideEnvironment): string {
  const { packages } = environment;
  const wheels = environment.kind === 'cpp' ? environment.wheels : [];
  return `${[...packages, ...wheels].join('\n')}\n`;
}
