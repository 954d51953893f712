import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { packageRoot } from '../fixture-format/package-root.ts';
import { decodeVectorFile } from './format/vector-file.ts';
import type { VectorFile } from './vector.ts';

/** The folder of the vectors that come with the package. */
export function vectorsFolder(): string {
  return join(packageRoot(), 'fixtures', 'vectors');
}

/** All files of vectors in a folder, in the order of their names. Throws an Error that names the file where one cannot be read. */
export function loadVectors(folder: string = vectorsFolder()): readonly VectorFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => readVectorFile(join(folder, name)));
}

/** One file of vectors. Throws an Error that names the file, the path in it and the rule. */
export function readVectorFile(file: string): VectorFile {
  try {
    return decodeVectorFile(JSON.parse(readFileSync(file, 'utf8')), basename(file, '.json'));
  } catch (error) {
    throw new Error(`${JSON.stringify(file)} is no file of vectors: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
