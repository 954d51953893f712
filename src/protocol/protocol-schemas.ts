import { z } from 'zod';
import { declaredConventions } from './declared-conventions.ts';
import { PROTOCOL_VERSION, runMessage, startMessage, stopMessage } from './messages.ts';
import { resultSchemas, stepSchemas } from './result-schemas.ts';
import { startReply } from './start-reply.ts';

const request = z.union([startMessage, stopMessage, runMessage]);

const introduction = startReply.extend({
  protocol: z.literal(PROTOCOL_VERSION),
  conventions: declaredConventions.nullish(),
});

const sequence = z.object({ steps: z.array(z.union(Object.values(stepSchemas))) });
const result = z.union([...Object.values(resultSchemas), sequence]);

const answer = z.union([
  z.object({ seq: z.int(), result }),
  z.object({ seq: z.int(), skipped: z.string(), issueUrl: z.string().optional() }),
  z.object({ seq: z.int(), error: z.string() }),
]);

/** The text of each JSON Schema of the wire protocol, by file name: what bncheck sends, and the two kinds of replies. */
export function protocolSchemaFiles(): Readonly<Record<string, string>> {
  return {
    'protocol-request.schema.json': textOf(request, false),
    'protocol-start-reply.schema.json': textOf(introduction, true),
    'protocol-run-reply.schema.json': textOf(answer, true),
  };
}

/** As the fields travel, before any is decoded. Unknown fields of replies are ignored; bncheck sends none. */
function textOf(schema: z.ZodType, open: boolean): string {
  const jsonSchema = z.toJSONSchema(schema, {
    io: 'input',
    override: ({ jsonSchema: part }) => {
      if (part.type === 'object') part.additionalProperties = open;
    },
  });
  return `${JSON.stringify(jsonSchema, null, 2)}\n`;
}
