/** What a program answers to a vector: one JSON object, which may hold more than is read here. */
import { z } from 'zod';
import { jsonNumberSchema } from '../format/json-number.ts';

const sizes = z.array(z.int().min(0));
const hex = z.string().regex(/^([0-9a-fA-F]{8}(\s+[0-9a-fA-F]{8})*)?$/, {
  error: 'must be words of eight hexadecimal digits, one for each float32',
});

/** Numbers alone; or with their shape; or as bits; or as the base64 of little-endian bytes, as in the line protocol. */
const shown = z
  .union(
    [
      z.array(jsonNumberSchema),
      z.looseObject({ shape: sizes.optional(), bits: hex }),
      z.looseObject({ shape: sizes.optional(), values: z.array(jsonNumberSchema) }),
      z.looseObject({ dtype: z.enum(['float32', 'float64']), shape: sizes, data: z.base64() }),
    ],
    { error: 'must be a list of numbers, or an object with "values", "bits" or "dtype", "shape" and "data"' },
  )
  .meta({ id: 'shown' });

export type Shown = z.infer<typeof shown>;

const optional = shown.nullish();

const fields = z
  .looseObject({
    output: optional,
    batchMean: optional,
    batchVariance: optional,
    invStd: optional,
    runningMean: optional,
    runningVariance: optional,
    gradInput: optional,
    gradGamma: optional,
    gradBeta: optional,
  })
  .meta({ id: 'result' });

export type ShownFields = z.infer<typeof fields>;

export const answerSchema = z
  .looseObject({
    id: z.string(),
    result: fields.extend({ steps: z.array(fields).optional() }).optional(),
    refused: z.string().optional(),
    skipped: z.string().optional(),
  })
  .superRefine((answer, context) => {
    const given = (['result', 'refused', 'skipped'] as const).filter((name) => answer[name] !== undefined);
    if (given.length === 1) return;
    const found = given.length === 0 ? 'none' : given.join(' and ');
    const message = `must hold one of "result", "refused" and "skipped", and holds ${found}`;
    context.addIssue({ code: 'custom', message });
  })
  .meta({ title: 'One answer to a vector: a line of a results file' });
