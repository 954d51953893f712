import { delimiter, join } from 'node:path';
import type { DeclaringSubject } from '../../protocol/declaring-subject.ts';
import { createProcessSubject } from '../process-subject.ts';
import { builtIn, classesIn, environmentFolder, interpreterIn, isSetUp } from './environment-folder.ts';
import type { OutsideSubject } from './outside-subjects.ts';

/** Where outside subjects are found. */
export interface OutsidePlaces {
  /** The folder of all environments. */
  readonly environments: string;
  /** The folder of the adapters. */
  readonly programs: string;
}

/** Loading a large library from a cold disk takes its time. */
const START_TIMEOUT_MS = 180_000;

/** Whether the environment of a subject is there. */
export function isOutsideInstalled(subject: OutsideSubject, { environments }: OutsidePlaces): boolean {
  return isSetUp(subject.environment, environments);
}

/** What to say of a subject whose environment is not there. */
export function howToInstall({ name }: OutsideSubject): string {
  return `npx bncheck matrix --setup ${name}`;
}

/** Starts the adapter of a library in its environment; rejects, with how to install it, where that is missing. */
export async function openOutsideSubject(
  outside: OutsideSubject,
  places: OutsidePlaces,
  timeoutMs: number,
): Promise<DeclaringSubject> {
  if (!isOutsideInstalled(outside, places)) {
    throw new Error(`${outside.name} is not installed: ${howToInstall(outside)}`);
  }
  const [command, ...args] = commandOf(outside, places);
  const subject = await createProcessSubject(command, args, { timeoutMs, startTimeoutMs: START_TIMEOUT_MS });
  return outside.share === undefined ? subject : { ...subject, share: outside.share };
}

function commandOf(
  { environment, program, args }: OutsideSubject,
  places: OutsidePlaces,
): [string, ...string[]] {
  const folder = environmentFolder(environment, places.environments);
  switch (environment.kind) {
    case 'python':
      return [interpreterIn(folder), join(places.programs, program), ...args];
    case 'npm':
      return [process.execPath, join(places.programs, program), folder, ...args];
    case 'java': {
      const { own, libraries } = classesIn(folder);
      const classes = [own, join(libraries, '*')].join(delimiter);
      // Native code prints to standard output: that goes to standard error, and replies take a pipe, which Java can open by name.
      const redirected = 'java -Dbncheck.replies=/dev/fd/3 -cp "$@" 3>&1 1>&2 | cat';
      return ['sh', '-c', redirected, 'java', classes, 'Adapter', ...args];
    }
    default:
      return [builtIn(folder), ...args];
  }
}
