import { readFileSync } from 'node:fs';
import { requirements } from '../../spec/requirements.ts';
import { decodeResult, type JsonResult } from '../fixture-format/json-result.ts';
import { isBroken } from '../harness/is-broken.ts';
import type { KnownJudgement } from '../harness/known-failures.ts';
import { knownLines } from '../reporters/known-lines.ts';
import { clip, plainText } from '../reporters/plain-text.ts';
import { chooseRequirements } from './choose-requirements.ts';
import { type CliIo, pageFor } from './cli-io.ts';
import { couldNotRun } from './could-not-run.ts';
import { judgeByList, readKnownFailures } from './known-failures.ts';
import { mergeResults } from './merge-results.ts';
import { writeJson } from './write-json.ts';

export interface MergeCommandOptions {
  /** True for one line on standard output, else the file to write. */
  readonly json?: true | string;
  /** What the run was of, where not of everything: as it was given to `check`. */
  readonly only: readonly string[];
  /** A list of failures that are tolerated. */
  readonly knownFailures?: string;
  /** The SUBJECT of the command line, by which the list knows it; a result has only the name by which it introduces itself. */
  readonly subject?: string;
}

/** Most of the broken requirements that are named. */
const MOST_NAMED = 10;

/** Merges the results of shards; gives 0 where the whole is conformant, or is but for what is tolerated, else 1. */
export async function mergeCommand(
  files: readonly string[],
  options: MergeCommandOptions,
  io: CliIo,
): Promise<number> {
  const list = knownList(options);
  const merged = mergeResults(files.map(readResult));
  refuseParts(merged, options.only);
  const text = JSON.stringify(merged);
  const { print } = pageFor(io, options.json === true);
  for (const line of verdictLines(merged)) print(line);
  const judgement = list?.(merged) ?? null;
  if (judgement !== null) for (const line of knownLines(judgement)) print(line);
  if (options.json === true) io.out(`${text}\n`);
  else if (options.json !== undefined) writeJson(options.json, text);
  return (judgement ?? merged).conformant ? 0 : 1;
}

/** Throws a sentence where a requirement of the run is in none of the shards: a shard that crashed must not pass for one that holds. */
function refuseParts(merged: JsonResult, only: readonly string[]): void {
  const wanted = chooseRequirements(only) ?? requirements.map(({ id }) => id);
  const left = wanted.filter((id) => !merged.requirements.some((one) => one.id === id));
  if (left.length === 0) return;
  throw couldNotRun(
    `A shard is missing: none of the files has ${clip(left.join(', '), 300)}. ` +
      'If the run was of some requirements only, give merge the same --only',
  );
}

function verdictLines({ subject, conformant, grade, requirements: found }: JsonResult): readonly string[] {
  const broken = found.filter((one) => one.level === 'MUST' && isBroken(one)).map(({ id }) => id);
  const more = broken.length > MOST_NAMED ? ` and ${broken.length - MOST_NAMED} more` : '';
  return [
    `${plainText(subject, 120)}: ${conformant ? 'conformant' : 'not conformant'}, accuracy grade ${grade}.`,
    ...(broken.length === 0 ? [] : [`Broken: ${broken.slice(0, MOST_NAMED).join(', ')}${more}.`]),
  ];
}

/** Holds a merged result against a list of known failures; null where there is no list. Throws a sentence where the file is none. */
function knownList(options: MergeCommandOptions): ((merged: JsonResult) => KnownJudgement) | null {
  const { knownFailures, subject } = options;
  if (knownFailures === undefined) return null;
  if (subject === undefined) {
    throw couldNotRun('--known-failures needs --subject: the SUBJECT as it was given to check');
  }
  const entries = readKnownFailures(knownFailures);
  return ({ requirements: found }) => {
    const outcomes = found.map(({ id, ...rest }) => ({ ...rest, requirement: id }));
    return judgeByList({ outcomes }, subject, entries);
  };
}

function readResult(file: string): JsonResult {
  try {
    return decodeResult(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw couldNotRun(`${JSON.stringify(file)} is no result of a check: ${(error as Error).message}.`, error);
  }
}
