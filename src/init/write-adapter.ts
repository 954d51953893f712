import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../fixture-format/package-root.ts';
import type { AdapterLanguage } from './adapter-languages.ts';

/**
 * Copies a language's template into a folder, which is made where it is missing, and gives the path of the copy.
 *
 * Throws an Error with one sentence where the file exists already (which is then left as it is) or cannot be written.
 */
export function writeAdapter({ name, file }: AdapterLanguage, folder: string): string {
  const template = readFileSync(join(packageRoot(), 'examples', 'adapters', name, file));
  const path = join(folder, file);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, template, { flag: 'wx' });
  } catch (error) {
    throw new Error(sentenceOf(path, folder, error as NodeJS.ErrnoException), { cause: error });
  }
  return path;
}

function sentenceOf(path: string, folder: string, { code, message }: NodeJS.ErrnoException): string {
  if (code === 'EEXIST')
    return `${JSON.stringify(path)} exists already, and is left as it is: name another folder, or move it away.`;
  if (code === 'ENOTDIR') return `${JSON.stringify(folder)} is no folder.`;
  return `${JSON.stringify(path)} cannot be written: ${message}`;
}
