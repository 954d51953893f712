/**
 * A float32 tensor in JSON: its shape, and its little-endian bytes in base64.
 *
 * A hostile file may claim any shape. The limits on rank and size keep the product of a shape below 2^248,
 * so that it is never infinite; and the length of the text tells how many bytes it holds, so that the claim
 * is checked before a single byte is allocated.
 */
import { z } from 'zod';
import { base64Of, isCanonicalBase64 } from './base64.ts';

const BYTES_PER_ELEMENT = Float32Array.BYTES_PER_ELEMENT;
const LARGEST_RANK = 8;
const LARGEST_SIZE = 2 ** 31 - 1;

const shapeSchema = z.array(z.int().min(0).max(LARGEST_SIZE)).min(1).max(LARGEST_RANK);

export const jsonTensorSchema = z
  .strictObject({
    dtype: z.literal('float32'),
    shape: shapeSchema,
    data: z.string().meta({ contentEncoding: 'base64' }),
  })
  .superRefine((tensor, context) => {
    const message = faultOfData(tensor.data, tensor.shape);
    if (message !== null) context.addIssue({ code: 'custom', path: ['data'], message });
  })
  .meta({ id: 'tensor' });

export type JsonTensor = z.infer<typeof jsonTensorSchema>;

/** Spells a shape as messages do: [2, 3, 4] is 2x3x4. */
export function spellShape(shape: readonly number[]): string {
  return shape.join('x');
}

/** The JSON form of a dense row-major tensor, to the bit (the payload of a NaN excepted). */
export function encodeTensor(shape: readonly number[], data: Float32Array): JsonTensor {
  const bytes = new DataView(new ArrayBuffer(data.length * BYTES_PER_ELEMENT));
  data.forEach((value, index) => {
    bytes.setFloat32(index * BYTES_PER_ELEMENT, value, true);
  });
  return { dtype: 'float32', shape: [...shape], data: base64Of(new Uint8Array(bytes.buffer)) };
}

function faultOfData(data: string, shape: readonly number[]): string | null {
  const held = byteLengthOf(data);
  const needed = shape.reduce((product, size) => product * size, BYTES_PER_ELEMENT);
  if (held === null) return `${data.length} characters are not base64, which comes in fours`;
  if (held !== needed) return `${held} bytes do not fit shape ${spellShape(shape)}, which needs ${needed}`;
  return isCanonicalBase64(data) ? null : 'is not canonical base64 (RFC 4648, section 4, with padding)';
}

/** How many bytes base64 text holds, by its length and padding alone; null where the length is wrong. */
function byteLengthOf(data: string): number | null {
  if (data.length % 4 !== 0) return null;
  const padding = data.endsWith('==') ? 2 : Number(data.endsWith('='));
  return (data.length / 4) * 3 - padding;
}
