import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PythonEnvironment } from './python-environments.ts';

/** Where an environment lives below the folder of all environments. */
export function environmentFolder(environment: PythonEnvironment, environments: string): string {
  return join(environments, environment.name);
}

/** The interpreter of a virtual environment. */
export function interpreterIn(folder: string): string {
  return process.platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python');
}

/** Whether the environment was set up to its end, with the packages that it now names. */
export function isSetUp(environment: PythonEnvironment, environments: string): boolean {
  try {
    const written = readFileSync(recordIn(environmentFolder(environment, environments)), 'utf8');
    return written === recordOf(environment);
  } catch {
    return false;
  }
}

/** Notes that the environment is complete: the last step of setting it up. */
export function recordSetUp(environment: PythonEnvironment, environments: string): void {
  writeFileSync(recordIn(environmentFolder(environment, environments)), recordOf(environment));
}

function recordIn(folder: string): string {
  return join(folder, 'bncheck-packages.txt');
}

function recordOf({ packages }: PythonEnvironment): string {
  return `${packages.join('\n')}\n`;
}
