import { writeFileSync } from 'node:fs';
import { couldNotRun } from './could-not-run.ts';

/** Writes a line of JSON to a file. Throws one sentence where it cannot. */
export function writeJson(file: string, text: string): void {
  try {
    writeFileSync(file, `${text}\n`);
  } catch (error) {
    throw couldNotRun(`The report could not be written: ${(error as Error).message}.`, error);
  }
}
