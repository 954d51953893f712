import { z } from 'zod';
import { jsonActivationSetSchema } from './activation-set.ts';
import { jsonCaseSchema } from './json-case.ts';
import { jsonFailureSchema } from './stored-failure.ts';

/** The text of each file of `fixtures/schemas/`, by name: the JSON schemas of the stored formats. */
export function jsonSchemaFiles(): Readonly<Record<string, string>> {
  return {
    'case.schema.json': textOf(jsonCaseSchema),
    'failure.schema.json': textOf(jsonFailureSchema),
    'activations.schema.json': textOf(jsonActivationSetSchema),
  };
}

/** What relates one field to another (lengths, shapes) is beyond JSON schema; the decoders check it. */
function textOf(schema: z.ZodType): string {
  return `${JSON.stringify(z.toJSONSchema(schema), null, 2)}\n`;
}
