/**
 * The safetensors format: the length of a JSON header as a little-endian 64-bit integer, the header (padded with blanks to a multiple of
 * 8), and the bytes of the tensors without gaps. https://github.com/huggingface/safetensors#format
 */
import type { VectorFile } from '../vector.ts';
import type { Export } from './exported-file.ts';
import { flatExport } from './flat-export.ts';
import { littleEndianBytes } from './little-endian-bytes.ts';
import { type Part, partsOf } from './parts-of-vector.ts';
import { indexOfVectors } from './vector-index.ts';

/** One .safetensors for each file of vectors, of tensors named ID/input/gamma and the like, and index.json with all that is no tensor. */
export function safetensorsFiles(files: readonly VectorFile[]): Export {
  const flatOnes = flatExport(files, (file, flat) => {
    const parts = flat.flatMap((vector) =>
      partsOf(vector).map((part) => ({ ...part, name: `${vector.id}/${part.name}` })),
    );
    return { path: `${file.name}.safetensors`, content: safetensorsFile(parts, { title: file.title }) };
  });
  return { ...flatOnes, written: [...flatOnes.written, indexOfVectors(files)] };
}

/** The bytes of one file. */
export function safetensorsFile(
  parts: readonly Part[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: metadata };
  const bodies: Uint8Array[] = [];
  let offset = 0;
  // Wider numbers first, so that each begins at a multiple of its size.
  for (const { name, shape, data } of [...parts].sort((a, b) => widthOf(b) - widthOf(a))) {
    const body = littleEndianBytes(data);
    const dtype = data instanceof Float32Array ? 'F32' : 'F64';
    header[name] = { dtype, shape, data_offsets: [offset, offset + body.length] };
    bodies.push(body);
    offset += body.length;
  }
  const text = Buffer.from(JSON.stringify(header));
  const padded = Buffer.concat([text, Buffer.alloc((8 - (text.length % 8)) % 8, ' ')]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));
  return Buffer.concat([length, padded, ...bodies]);
}

function widthOf({ data }: Part): number {
  return data.BYTES_PER_ELEMENT;
}
