import { z } from 'zod';
import { vectorFileSchema } from './format/vector-schema.ts';
import { answerSchema } from './verify/answer-schema.ts';

/** The text of the JSON schemas of vectors and of answers to them, by file name. */
export function vectorSchemaFiles(): Readonly<Record<string, string>> {
  return {
    'vectors.schema.json': textOf(vectorFileSchema),
    'vector-answer.schema.json': textOf(answerSchema),
  };
}

/** That shapes, values, bits and bounds fit together is beyond JSON schema; the decoders check it. */
function textOf(schema: z.ZodType): string {
  return `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2)}\n`;
}
