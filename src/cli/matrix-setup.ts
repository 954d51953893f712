import { type OutsideSubject, outsideSubjects } from '../adapters/outside/outside-subjects.ts';
import { isOutsideInstalled } from '../adapters/outside/open-outside-subject.ts';
import type { OutsideEnvironment } from '../adapters/outside/outside-environment.ts';
import { type SetUpOptions, setUpEnvironment } from '../adapters/outside/set-up-environment.ts';
import { unavailable } from '../adapters/outside/unavailable.ts';
import { PAGE_WIDTH, wrapText } from '../reporters/wrap-text.ts';
import { splitList } from './choose-requirements.ts';
import { type CliIo, pageFor } from './cli-io.ts';
import { couldNotRun } from './could-not-run.ts';
import { didYouMean } from './near-names.ts';
import { outsidePlaces } from './outside-places.ts';

/** How to call the Python that makes the environments. */
const PYTHON = process.env.BNCHECK_PYTHON ?? (process.platform === 'win32' ? 'python' : 'python3');

/**
 * Installs the libraries of the subjects named, or of all, each into an environment in the working folder, one after
 * the other; `list` lists them. Gives 0, or 2 where one could not be installed; the others are installed all the same.
 */
export async function matrixSetup(
  asked: readonly string[],
  io: CliIo,
  setUp: (environment: OutsideEnvironment, options: SetUpOptions) => Promise<void> = setUpEnvironment,
): Promise<number> {
  const names = asked.flatMap(splitList);
  const { print } = pageFor(io, false);
  if (names.includes('list')) {
    for (const line of listOutside(io.folder)) print(line);
    return 0;
  }
  const chosen = chooseOutside(names);
  const options = { ...outsidePlaces(io.folder), python: PYTHON, say: (text: string) => io.err(`${text}\n`) };
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
        `There are ${known.join(', ')}; or all, or list.`,
    );
  }
  return outsideSubjects.filter(({ name }) => asked.includes(name));
}

/** What can be set up, with what it takes, and what cannot be and why. */
function listOutside(workingFolder: string): readonly string[] {
  const places = outsidePlaces(workingFolder);
  const width = Math.max(...outsideSubjects.map(({ name }) => name.length));
  return [
    ...outsideSubjects.map((subject) => {
      const mark = isOutsideInstalled(subject, places) ? '✓' : '–';
      const { language, environment, title } = subject;
      return `${mark} ${subject.name.padEnd(width)}  ${language.padEnd(10)}  ${environment.disk.padEnd(7)}  ${title}`;
    }),
    '',
    'Not to be had:',
    ...unavailable.flatMap(({ name, reason }) => [
      `  ${name}`,
      ...wrapText(reason, PAGE_WIDTH - 4).map((line) => `    ${line}`),
    ]),
  ];
}
