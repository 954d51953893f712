import { mkdirSync, rmSync } from 'node:fs';
import { environmentFolder, isSetUp, recordSetUp } from './environment-folder.ts';
import { installEnvironment } from './install-environment.ts';
import type { OutsideEnvironment } from './outside-environment.ts';
import { type RunStep, runStep } from './run-step.ts';

export interface SetUpOptions {
  /** The folder of all environments. */
  readonly environments: string;
  /** The folder of the adapters. */
  readonly programs: string;
  /** The interpreter that makes virtual environments. */
  readonly python: string;
  /** Told of each step. */
  readonly say: (text: string) => void;
  readonly run?: RunStep;
}

/** The lines of package managers that tell how far they are. */
const NEWS = /^(Collecting|Installing collected|Successfully|Get:|added )/;

/**
 * Installs the pinned packages of an environment into its folder, and builds its adapter; does nothing where that was done.
 *
 * What an interrupted attempt left is removed first. Rejects, with the end of the package manager's own words, where a step fails.
 */
export async function setUpEnvironment(
  environment: OutsideEnvironment,
  options: SetUpOptions,
): Promise<void> {
  const { environments, programs, python, say, run = runStep } = options;
  const { name, disk } = environment;
  const folder = environmentFolder(environment, environments);
  if (isSetUp(environment, environments)) {
    say(`${name}: already set up in ${folder}`);
    return;
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  say(`${name}: installing into ${folder} (about ${disk})`);
  const onLine = (line: string) => {
    if (NEWS.test(line)) say(`${name}: ${line.slice(0, 90)}`);
  };
  await installEnvironment(environment, { folder, programs, python, onLine, run });
  recordSetUp(environment, environments);
  say(`${name}: done`);
}
