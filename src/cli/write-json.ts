import { writeFileSync } from 'node:fs';
import { writing } from './writing.ts';

/** Writes a line of JSON to a file. Throws one sentence where it cannot. */
export function writeJson(file: string, text: string): void {
  writing(() => writeFileSync(file, `${text}\n`));
}
