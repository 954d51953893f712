import { z } from 'zod';
import type { Dtype, Tensor, Values } from '../../spec/contract.ts';
import { bytesPerValue, decodeValues, encodeValues } from './little-endian.ts';
import { must } from './rule-messages.ts';
import { showValue } from './shorten.ts';

export const dtypes = ['float32', 'float64', 'float16', 'bfloat16'] as const satisfies readonly Dtype[];

/** What an error says of them. */
export const dtypeNames = '"float32", "float64", "float16" or "bfloat16"';

/** A tensor as it travels: the base64 of its little-endian bytes beside its dtype and shape. */
export const wireTensor = z
  .object(
    {
      dtype: z.enum(dtypes, must(dtypeNames)),
      shape: z.array(z.int(must('a size')).min(0, must('a size')), must('a list of sizes')),
      data: z
        .string(must('base64 text'))
        .meta({ contentEncoding: 'base64', pattern: '^[A-Za-z0-9+/]*={0,2}$' }),
    },
    must('a tensor {"dtype","shape","data"}'),
  )
  .meta({ id: 'tensor' });

export type WireTensor = z.infer<typeof wireTensor>;

/** A wire tensor on its way in: checks that the bytes fill the shape before any memory is taken for it. */
export const incomingTensor = wireTensor.transform((wire, context): Tensor => {
  const data = valuesOf(wire, context);
  return data === null ? z.NEVER : { shape: wire.shape, data };
});

/** A per-channel vector on its way in: a tensor of rank 1. */
export const incomingVector = wireTensor.transform((wire, context): Values => {
  const data = valuesOf(wire, context);
  if (data === null) return z.NEVER;
  if (wire.shape.length === 1) return data;
  context.addIssue({ code: 'custom', message: `must have rank 1, not shape ${showValue(wire.shape)}` });
  return z.NEVER;
});

function valuesOf({ dtype, shape, data }: WireTensor, context: z.core.$RefinementCtx): Values | null {
  const bytes = Buffer.from(data, 'base64');
  let wanted = bytesPerValue(dtype);
  for (const size of shape) wanted *= size;
  if (bytes.length === wanted && isBase64Of(wanted, data)) return decodeValues(bytes, dtype);
  context.addIssue({ code: 'custom', message: lengthFault({ dtype, shape, data }, bytes.length, wanted) });
  return null;
}

const STRANGER = /[^A-Za-z0-9+/=\s_-]/u;

/** Buffer.from passes over what is no base64, such as the quotes of a Python b'...'; a text of the right length has no room for it. */
function isBase64Of(length: number, data: string): boolean {
  return data.length === 4 * Math.ceil(length / 3) || !STRANGER.test(data);
}

/** What is wrong with data of a wrong length: often it is no base64 at all, or holds numbers of the other dtype. */
function lengthFault({ dtype, shape, data }: WireTensor, held: number, wanted: number): string {
  const stranger = STRANGER.exec(data);
  if (stranger !== null) return `has data that is no base64: it holds ${showValue(stranger[0])}`;
  if (data.length === 2 * wanted && /^[\da-f]+$/i.test(data))
    return 'has data that is no base64: it looks like hexadecimal';
  const count = wanted / bytesPerValue(dtype);
  const other = dtypes.find((one) => one !== dtype && count * bytesPerValue(one) === held && held > 0);
  const hint = other !== undefined ? `, as many as ${other} values would have` : '';
  return `holds ${held} bytes in data, but shape ${showValue(shape)} of ${dtype} needs ${wanted}${hint}`;
}

/** The tensor as it travels; its numbers must be of the dtype. */
export function encodeTensor({ shape, data }: Tensor, dtype: Dtype = dtypeOf(data)): WireTensor {
  return { dtype, shape: [...shape], data: encodeValues(data, dtype) };
}

function dtypeOf(data: Values): Dtype {
  return data instanceof Float32Array ? 'float32' : 'float64';
}

/** A per-channel vector as it travels; an absent one is null. */
export function encodeVector(values: Values): WireTensor;
export function encodeVector(values: Values | null): WireTensor | null;
export function encodeVector(values: Values | null): WireTensor | null {
  return values === null ? null : encodeTensor({ shape: [values.length], data: values });
}
