import { z } from 'zod';
import { declaredConventions } from './declared-conventions.ts';
import { PROTOCOL_VERSION, runMessage, startMessage, stopMessage } from './messages.ts';
import { resultSchemas, wireState } from './result-schemas.ts';
import { startReply } from './start-reply.ts';

const request = z.union([startMessage, stopMessage, runMessage]);

const absent = z.never().optional();

const introduction = z.union([
  startReply.extend({
    protocol: z.literal(PROTOCOL_VERSION),
    conventions: declaredConventions.nullish(),
    error: absent,
  }),
  z.object({ error: z.string(), seq: absent }),
]);

/*
 * A reply does not say what it answers, and unknown fields are allowed. So that a wrong field of one kind of result does not pass as an
 * unknown one of another kind, results of training stand for those of inference too, and the two kinds of steps that give no tensor of
 * the shape of the input have none of their names.
 */
const noTensors = { output: absent, gradInput: absent };
const { training: forward, trainingGradient: gradient } = resultSchemas;
const state = wireState.extend(noTensors);
const nothing = z.object({ ...noTensors, runningMean: absent, runningVariance: absent });
const sequence = z.object({ steps: z.array(z.union([forward, gradient, state, nothing])) });
const result = z.union([forward, gradient, sequence]);

const seq = z.int();
const answer = z.union([
  z.object({ seq, result, skipped: absent, error: absent }),
  z.object({ seq, skipped: z.string(), issueUrl: z.string().optional(), result: absent, error: absent }),
  z.object({ seq, error: z.string(), result: absent, skipped: absent }),
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
