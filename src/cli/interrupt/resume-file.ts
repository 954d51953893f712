import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageVersion } from '../../fixture-format/package-version.ts';
import { couldNotRun } from '../could-not-run.ts';
import { safeFileName } from '../safe-file-name.ts';
import { decodeRecords, recordsText } from './record-json.ts';
import type { RunRecord } from './run-record.ts';

const FOLDER = '.bncheck/interrupted';

/** Where an interrupted run waits, by what it is of: a subject, or the matrix. */
export interface ResumePlace {
  /** The working folder. */
  readonly folder: string;
  readonly of: string;
}

/** The file of a place, relative to its folder. */
export function resumeFile({ of }: ResumePlace): string {
  return `${FOLDER}/${safeFileName(of)}.json`;
}

/** Writes how far runs have come, and gives the file, relative to the working folder; null where it cannot be written. */
export function leaveRecords(place: ResumePlace, records: readonly RunRecord[]): string | null {
  try {
    mkdirSync(join(place.folder, FOLDER), { recursive: true });
    const file = join(place.folder, resumeFile(place));
    // Whole or not at all, whenever the process ends.
    writeFileSync(`${file}.new`, recordsText(records, packageVersion()));
    renameSync(`${file}.new`, file);
    return resumeFile(place);
  } catch {
    return null;
  }
}

/** Forgets an interrupted run: it has been done to the end. */
export function forgetRecords(place: ResumePlace): void {
  rmSync(join(place.folder, resumeFile(place)), { force: true });
}

/** The records of a file, or of the place where none is named. Throws a sentence where there is no such file or no record in it. */
export function readRecords(given: true | string, place: ResumePlace): readonly RunRecord[] {
  const file = given === true ? join(place.folder, resumeFile(place)) : given;
  const shown = JSON.stringify(given === true ? resumeFile(place) : given);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw couldNotRun(`There is no interrupted run to go on with: ${shown} could not be read.`, error);
  }
  try {
    return decodeRecords(JSON.parse(text), packageVersion());
  } catch (error) {
    throw couldNotRun(`${shown} is no interrupted run: ${(error as Error).message}.`, error);
  }
}
