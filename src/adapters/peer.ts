import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Path of the entry file of an installed package, without loading it; null where it is not installed.
 *
 * Packages are looked for from this file, then from the working directory, so that a bncheck installed
 * elsewhere finds the libraries of the project it is run in.
 */
export function resolvePeer(name: string): string | null {
  const bases = [import.meta.url, pathToFileURL(join(process.cwd(), 'package.json'))];
  for (const base of bases) {
    try {
      return createRequire(base).resolve(name);
    } catch {
      // Not reachable from here: try the next place.
    }
  }
  return null;
}

/**
 * Loads an optional package; `install` is what to install, for instance `some-library@1.2.3`.
 *
 * Rejects with an Error that says how to install it where it is missing.
 */
export async function importPeer<T>(name: string, install: string): Promise<T> {
  const entry = resolvePeer(name);
  if (entry === null) throw new Error(`${name} is not installed: npm install ${install}`);
  const loaded = await import(pathToFileURL(entry).href);
  // A CommonJS package arrives whole as the default export, and only in part as named ones.
  return loaded.default ?? loaded;
}

/** The version in the package.json of an installed package, for libraries that do not tell it themselves. */
export function versionOfPeer(name: string): string | undefined {
  const entry = resolvePeer(name);
  for (let folder = dirname(entry ?? '/'); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = readManifest(join(folder, 'package.json'));
    if (manifest?.name === name) return manifest.version;
  }
  return undefined;
}

function readManifest(path: string): { readonly name?: string; readonly version?: string } | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
