import { knownSubjects } from '../adapters/known-subjects.ts';
import { isOutsideInstalled } from '../adapters/outside/open-outside-subject.ts';
import { outsideSubjects } from '../adapters/outside/outside-subjects.ts';
import { builtinSubjects } from './builtin-list.ts';
import { splitList } from './choose-requirements.ts';
import { couldNotRun } from './could-not-run.ts';
import { didYouMean } from './near-names.ts';
import { outsidePlaces } from './outside-places.ts';

/** The subjects of the command line, or all that are installed, in the order in which they are known. */
export function chooseSubjects(
  { only, outside = true }: { readonly only: readonly string[]; readonly outside?: boolean },
  workingFolder: string,
): readonly string[] {
  const known = [...builtinSubjects, ...knownSubjects, ...outsideSubjects].map(({ name }) => name);
  const asked = only.flatMap(splitList);
  const unknown = asked.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const near = didYouMean(unknown, known);
    throw couldNotRun(
      `There is no known subject ${JSON.stringify(unknown)}${near || '.'} Known are ${known.join(', ')}.`,
    );
  }
  if (asked.length > 0) return known.filter((name) => asked.includes(name));
  const missing = knownSubjects.filter(({ isInstalled }) => !isInstalled()).map(({ name }) => name);
  const left = outside ? missingOutside(workingFolder) : outsideSubjects.map(({ name }) => name);
  return known.filter((name) => !missing.includes(name) && !left.includes(name));
}

/** The outside subjects whose environments are not there. */
export function missingOutside(workingFolder: string): readonly string[] {
  const places = outsidePlaces(workingFolder);
  return outsideSubjects.filter((subject) => !isOutsideInstalled(subject, places)).map(({ name }) => name);
}
