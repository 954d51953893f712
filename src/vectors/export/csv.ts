import type { VectorFile } from '../vector.ts';
import type { Export } from './exported-file.ts';
import { flatExport } from './flat-export.ts';
import { hexFloat } from './hex-float.ts';
import { partsOf } from './parts-of-vector.ts';

const head = 'id,operation,validity,part,name,shape,values';

/**
 * One file of text for each file of vectors: a line for each array, with sizes and numbers between blanks. Numbers are hexadecimal
 * floats, which strtod, float.fromhex and their like read exactly. The lines of a vector stand together; the channel axis is a part too.
 */
export function csvFiles(files: readonly VectorFile[]): Export {
  return flatExport(files, ({ name }, flat) => {
    const lines = flat.flatMap((vector) => {
      const { id, request, validity } = vector;
      const start = `${id},${request.operation},${validity}`;
      const parts = partsOf(vector).map(({ name: full, shape, data }) => {
        const [part, quantity] = full.split('/');
        return `${start},${part},${quantity},${shape.join(' ')},${Array.from(data, hexFloat).join(' ')}`;
      });
      return [`${start},input,channelAxis,,${request.channelAxis}`, ...parts];
    });
    return { path: `${name}.csv`, content: `${[head, ...lines].join('\n')}\n` };
  });
}
