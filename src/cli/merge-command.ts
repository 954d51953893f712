import { readFileSync } from 'node:fs';
import { requirements } from '../../spec/requirements.ts';
import { decodeResult, type JsonResult } from '../fixture-format/json-result.ts';
import { type CliIo, pageFor } from './cli-io.ts';
import { couldNotRun } from './could-not-run.ts';
import { mergeResults } from './merge-results.ts';
import { writeJson } from './write-json.ts';

export interface MergeCommandOptions {
  /** True for one line on standard output, else the file to write. */
  readonly json?: true | string;
}

/** Merges the results of shards; gives 0 where the whole is conformant, else 1. */
export async function mergeCommand(
  files: readonly string[],
  options: MergeCommandOptions,
  io: CliIo,
): Promise<number> {
  const merged = mergeResults(files.map(readResult));
  const text = JSON.stringify(merged);
  const { print } = pageFor(io, options.json === true);
  const left = requirements.filter(({ id }) => !merged.requirements.some((one) => one.id === id));
  if (left.length > 0) print(`In none of these: ${left.map(({ id }) => id).join(', ')}.`);
  print(
    `${merged.subject}: ${merged.conformant ? 'conformant' : 'not conformant'}, accuracy grade ${merged.grade}.`,
  );
  if (options.json === true) io.out(`${text}\n`);
  else if (options.json !== undefined) writeJson(options.json, text);
  return merged.conformant ? 0 : 1;
}

function readResult(file: string): JsonResult {
  try {
    return decodeResult(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw couldNotRun(`${JSON.stringify(file)} is no result of a check: ${(error as Error).message}.`, error);
  }
}
