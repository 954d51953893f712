import { type Zippable, zipSync } from 'fflate';
import type { VectorFile } from '../vector.ts';
import type { Export } from './exported-file.ts';
import { flatExport } from './flat-export.ts';
import { indexOfVectors } from './vector-index.ts';
import { npyFile } from './npy.ts';
import { partsOf } from './parts-of-vector.ts';

/** The first moment that a zip file can name: the same vectors give the same bytes. Arrays this small are stored as they are. */
const mtime = new Date(1980, 0, 1);

/** One .npz for each file of vectors, of arrays named ID/input/gamma and the like, and index.json with all that is no array. */
export function npzFiles(files: readonly VectorFile[]): Export {
  const flatOnes = flatExport(files, (file, flat) => {
    const arrays: Zippable = {};
    for (const vector of flat) {
      for (const { name, shape, data } of partsOf(vector)) {
        arrays[`${vector.id}/${name}.npy`] = npyFile(shape, data);
      }
    }
    return { path: `${file.name}.npz`, content: zipSync(arrays, { level: 0, mtime }) };
  });
  return { ...flatOnes, written: [...flatOnes.written, indexOfVectors(files)] };
}
