import { existsSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DeclaringSubject } from '../protocol/declaring-subject.ts';
import { subjectFromExport } from './subject-from-export.ts';

const JAVASCRIPT = ['.js', '.mjs', '.cjs'];
const TYPESCRIPT = ['.ts', '.mts'];

/**
 * A subject from a JavaScript or TypeScript module: its export `subject`, else its default export, each an
 * object or a (possibly async) function that gives one. What the object may be: see subjectFromExport. Throws
 * a sentence that names the file where the path, the module or the object is not right.
 */
export async function loadModuleSubject(path: string): Promise<DeclaringSubject> {
  const file = resolve(path);
  const extension = extname(file);
  if (![...JAVASCRIPT, ...TYPESCRIPT].includes(extension)) {
    const known = [...JAVASCRIPT, ...TYPESCRIPT].join(', ');
    throw new Error(
      `${JSON.stringify(path)} is not a module that can be loaded: its name must end in one of ${known}.`,
    );
  }
  if (!existsSync(file)) throw new Error(`There is no file ${JSON.stringify(path)}.`);
  const exported = chooseExport(await importOrExplain(file, path), path);
  const given: unknown = typeof exported === 'function' ? await exported() : exported;
  return subjectFromExport(given, path);
}

async function importOrExplain(file: string, path: string): Promise<Record<string, unknown>> {
  try {
    return await importModule(file);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The module ${JSON.stringify(path)} cannot be loaded: ${reason}`, { cause });
  }
}

async function importModule(file: string): Promise<Record<string, unknown>> {
  const url = pathToFileURL(file).href;
  if (JAVASCRIPT.includes(extname(file))) return await import(/* @vite-ignore */ url);
  // Loaded where it is needed: a compiler costs a tenth of a second.
  const { createJiti } = await import('jiti');
  return await createJiti(import.meta.url, { interopDefault: false }).import(url);
}

/** Modules in the older format have all that they export as their default, too. */
function chooseExport(module: Record<string, unknown>, path: string): unknown {
  const exported = module.subject ?? named(module.default) ?? module.default;
  if (exported !== undefined && exported !== null) return exported;
  throw new Error(
    `${JSON.stringify(path)} exports no subject: it needs "export const subject" or "export default", an object or a function that gives one.`,
  );
}

function named(exports: unknown): unknown {
  return typeof exports === 'object' && exports !== null && 'subject' in exports
    ? exports.subject
    : undefined;
}
