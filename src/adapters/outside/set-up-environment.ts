import { mkdirSync, rmSync } from 'node:fs';
import { environmentFolder, interpreterIn, isSetUp, recordSetUp } from './environment-folder.ts';
import type { PythonEnvironment } from './python-environments.ts';
import { type RunStep, runStep } from './run-step.ts';

export interface SetUpOptions {
  /** The folder of all environments. */
  readonly environments: string;
  /** The interpreter that makes the virtual environment. */
  readonly python: string;
  /** Told of each step. */
  readonly say: (text: string) => void;
  readonly run?: RunStep;
}

/** The lines of pip that tell how far it is. */
const NEWS = /^(Collecting|Installing collected|Successfully)/;

/**
 * Makes a virtual environment of its own and installs the pinned packages into it; does nothing where that was done.
 *
 * What an interrupted attempt left is removed first. Rejects, with the end of pip's own words, where a step fails.
 */
export async function setUpEnvironment(
  environment: PythonEnvironment,
  { environments, python, say, run = runStep }: SetUpOptions,
): Promise<void> {
  const folder = environmentFolder(environment, environments);
  if (isSetUp(environment, environments)) {
    say(`${environment.name}: already set up in ${folder}`);
    return;
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(environments, { recursive: true });
  say(`${environment.name}: making a virtual environment in ${folder} (about ${environment.disk})`);
  await run(python, ['-m', 'venv', folder], () => {});
  const pip = ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input'];
  await run(interpreterIn(folder), [...pip, ...environment.packages], (line) => {
    if (NEWS.test(line)) say(`${environment.name}: ${line.slice(0, 90)}`);
  });
  recordSetUp(environment, environments);
  say(`${environment.name}: done`);
}
