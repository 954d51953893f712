import type { VectorFile } from '../vector.ts';
import type { ExportedFile } from './exported-file.ts';
import { isFlat } from './parts-of-vector.ts';

/** What formats of arrays alone have no place for, by the ids of the vectors: index.json. */
export function indexOfVectors(files: readonly VectorFile[]): ExportedFile {
  const entries = files.flatMap((file) =>
    file.vectors.filter(isFlat).map((vector) => {
      const { id, requirement, comment, flags, validity, request, series, times } = vector;
      const order = {
        ...(series === undefined ? {} : { series }),
        ...(times === undefined ? {} : { times }),
      };
      const { operation, channelAxis } = request;
      return [
        id,
        { file: file.name, requirement, operation, channelAxis, validity, flags, ...order, comment },
      ] as const;
    }),
  );
  return { path: 'index.json', content: `${JSON.stringify(Object.fromEntries(entries), null, 1)}\n` };
}
