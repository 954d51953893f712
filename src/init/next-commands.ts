import { posix } from 'node:path';
import type { AdapterLanguage } from './adapter-languages.ts';

export interface NextCommands {
  /** Compiles the adapter; null where there is nothing to compile. */
  readonly compile: string | null;
  /** The SUBJECT for bncheck. */
  readonly subject: string;
}

/** What to run, from the present folder, to try an adapter that lies in `folder` ('.' for the present one). */
export function nextCommands({ compile, subject }: AdapterLanguage, folder: string): NextCommands {
  const plain = (file: string) => pathIn(folder, file);
  const at = (file: string) => quoted(plain(file));
  return { compile: compile === null ? null : compile(at), subject: subject(at, plain) };
}

/** A path with a slash in it: no shell takes that for a program of the search path, and bncheck none for a known name. */
function pathIn(folder: string, name: string): string {
  const path = posix.join(folder, name);
  return path.includes('/') || path === '.' ? path : `./${path}`;
}

/** In quotes where it needs them, for the shell and for bncheck, which splits cmd:... in the same way. */
function quoted(path: string): string {
  return /^[\w./@%+:\\-]+$/.test(path) ? path : `'${path}'`;
}
