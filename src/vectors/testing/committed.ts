import { loadVectors } from '../load-vectors.ts';
import type { VectorFile } from '../vector.ts';

let loaded: readonly VectorFile[] | null = null;

/** The vectors that are in the repository, read once for all tests of a worker. */
export function committedVectors(): readonly VectorFile[] {
  loaded ??= loadVectors();
  return loaded;
}
