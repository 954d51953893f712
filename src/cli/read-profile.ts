import { existsSync, readFileSync } from 'node:fs';
import { profiles } from '../../spec/conventions.ts';
import { someConventionsFrom } from '../protocol/declared-conventions.ts';
import { couldNotRun } from './could-not-run.ts';
import type { GivenProfile } from './job.ts';
import { didYouMean } from './near-names.ts';

/**
 * The conventions that --profile names: the id of a profile, or a JSON file with an object of conventions, all or some, by
 * itself or as the field `conventions` of another (as "identify --json" writes it). Throws one sentence where it is neither.
 */
export function readProfile(text: string): GivenProfile {
  const named = profiles.find(({ id }) => id === text);
  if (named !== undefined) return { text, conventions: named.conventions };
  if (existsSync(text)) return { text, conventions: fromFile(text) };
  const ids = profiles.map(({ id }) => id);
  const near = didYouMean(text, ids);
  throw couldNotRun(
    `There is no profile ${JSON.stringify(text)}${near || '.'} Known are ${ids.join(', ')}; or give a JSON file of conventions.`,
  );
}

function fromFile(file: string): GivenProfile['conventions'] {
  const opening = `The profile ${JSON.stringify(file)} is wrong`;
  try {
    const json: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const isWrapped = typeof json === 'object' && json !== null && 'conventions' in json;
    return someConventionsFrom(isWrapped ? json.conventions : json, opening);
  } catch (error) {
    const { message } = error as Error;
    throw couldNotRun(message.startsWith(opening) ? message : `${opening}: ${message}.`, error);
  }
}
