import { type OutsideSubject, outsideSubjects } from '../adapters/outside/outside-subjects.ts';
import type { PythonEnvironment } from '../adapters/outside/python-environments.ts';
import { type SetUpOptions, setUpEnvironment } from '../adapters/outside/set-up-environment.ts';
import { splitList } from './choose-requirements.ts';
import { type CliIo, pageFor } from './cli-io.ts';
import { couldNotRun } from './could-not-run.ts';
import { didYouMean } from './near-names.ts';
import { outsidePlaces } from './outside-places.ts';

/** How to call the Python that makes the environments. */
const PYTHON = process.env.BNCHECK_PYTHON ?? (process.platform === 'win32' ? 'python' : 'python3');

/**
 * Installs the libraries of the subjects named, or of all, each into an environment in the working folder, one after
 * the other. Gives 0, or 2 where one could not be installed; the others are installed all the same.
 */
export async function matrixSetup(
  asked: readonly string[],
  io: CliIo,
  setUp: (environment: PythonEnvironment, options: SetUpOptions) => Promise<void> = setUpEnvironment,
): Promise<number> {
  const chosen = chooseOutside(asked.flatMap(splitList));
  const { environments } = outsidePlaces(io.folder);
  const { print } = pageFor(io, false);
  const options = { environments, python: PYTHON, say: (text: string) => io.err(`${text}\n`) };
  let failed = 0;
  for (const environment of new Set(chosen.map((subject) => subject.environment))) {
    const names = chosen.filter((one) => one.environment === environment).map(({ name }) => name);
    try {
      await setUp(environment, options);
      print(`Installed: ${names.join(', ')}.`);
    } catch (error) {
      failed += 1;
      print(`Could not be installed: ${names.join(', ')}. ${(error as Error).message}`);
    }
  }
  return failed === 0 ? 0 : 2;
}

function chooseOutside(asked: readonly string[]): readonly OutsideSubject[] {
  if (asked.includes('all')) return outsideSubjects;
  const known = outsideSubjects.map(({ name }) => name);
  const unknown = asked.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw couldNotRun(
      `There is no subject ${JSON.stringify(unknown)} to set up${didYouMean(unknown, known) || '.'} ` +
        `There are ${known.join(', ')}; or all.`,
    );
  }
  return outsideSubjects.filter(({ name }) => asked.includes(name));
}
