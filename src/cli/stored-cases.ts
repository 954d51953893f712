import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Case } from '../../spec/contract.ts';
import { plainText } from '../reporters/plain-text.ts';
import { FAILURES_FOLDER } from './failures-folder.ts';
import { sameSubject } from './same-subject.ts';

/**
 * The cases with which a subject failed in earlier runs, by requirement, in the order of their files' names. A file that is no failure of
 * this version is told to `warn` and passed over: an old store must not keep anybody from a new run.
 */
export async function storedCases(
  subject: string,
  folder: string,
  warn: (sentence: string) => void,
): Promise<Readonly<Record<string, readonly Case[]>>> {
  const names = failureFiles(join(folder, FAILURES_FOLDER));
  if (names.length === 0) return {};
  // Most runs have no earlier failures, and to read one takes a schema.
  const { decodeFailure } = await import('../fixture-format/stored-failure.ts');
  const cases: Record<string, Case[]> = {};
  for (const name of names) {
    try {
      const failure = decodeFailure(JSON.parse(readFileSync(join(folder, FAILURES_FOLDER, name), 'utf8')));
      if (!sameSubject(failure.subject, subject)) continue;
      cases[failure.requirement] ??= [];
      cases[failure.requirement]!.push(failure.case);
    } catch (error) {
      const why = `is no stored failure, and passed over: ${(error as Error).message}`;
      warn(plainText(`${FAILURES_FOLDER}/${name} ${why}`));
    }
  }
  return cases;
}

function failureFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort();
  } catch {
    return [];
  }
}
