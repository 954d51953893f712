import { requirements } from '../../spec/requirements.ts';
import { couldNotRun } from './could-not-run.ts';
import { didYouMean } from './near-names.ts';

/**
 * The ids that `--only` names, in the order of the specification; null where it is not given. Each value may be a
 * list with commas, in any case. Throws a sentence with near names for an unknown id.
 */
export function chooseRequirements(only: readonly string[]): readonly string[] | null {
  if (only.length === 0) return null;
  const chosen = new Set(only.flatMap(splitList).map(knownRequirement));
  if (chosen.size === 0) throw couldNotRun('--only names no requirement.');
  return requirements.map(({ id }) => id).filter((id) => chosen.has(id));
}

/** The parts of a list with commas. */
export function splitList(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** The id as the specification writes it. Throws a sentence with near names where there is none. */
export function knownRequirement(given: string): string {
  const ids = requirements.map(({ id }) => id);
  const id = ids.find((one) => one.toLowerCase() === given.toLowerCase());
  if (id !== undefined) return id;
  const near = didYouMean(given, ids);
  throw couldNotRun(
    `There is no requirement ${JSON.stringify(given)}${near === '' ? '; "bncheck list" shows them all.' : near}`,
  );
}
