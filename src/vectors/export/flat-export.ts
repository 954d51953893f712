import type { Vector, VectorFile } from '../vector.ts';
import type { Export, ExportedFile } from './exported-file.ts';
import { isFlat } from './parts-of-vector.ts';

/** An export of one file for each file of vectors, with the flat ones of it; the others are left out and counted. */
export function flatExport(
  files: readonly VectorFile[],
  fileOf: (file: VectorFile, flat: readonly Vector[]) => ExportedFile,
): Export {
  let vectors = 0;
  let leftOut = 0;
  const written = files.map((file) => {
    const flat = file.vectors.filter(isFlat);
    vectors += flat.length;
    leftOut += file.vectors.length - flat.length;
    return fileOf(file, flat);
  });
  return { written, vectors, leftOut };
}
