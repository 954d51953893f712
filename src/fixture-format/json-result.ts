import { z } from 'zod';
import { parseNamed } from './parse-named.ts';

const ratio = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity', '-0'])]);
const classes = z.strictObject({ forward: ratio, compensated: ratio, blocked: ratio, sequential: ratio });
const gradeName = z.enum(['forward', 'compensated', 'blocked', 'sequential', 'none']);

const grade = z.strictObject({
  grade: gradeName,
  worstRatio: classes,
  byConditioning: z.array(
    z.strictObject({ decade: z.int(), channels: z.int(), worstBits: z.number(), meanBits: z.number() }),
  ),
});

const requirement = z.looseObject({
  id: z.string(),
  level: z.enum(['MUST', 'SHOULD', 'MAY']),
  outcome: z.enum(['passed', 'failed', 'errored', 'timedOut', 'skipped', 'vacuous']),
  reason: z.string().optional(),
  counterexample: z.looseObject({ message: z.string() }).nullish(),
});

/** The parts of what `check --json` writes that a merge looks at; the rest goes through as it is. */
export const jsonResultSchema = z.looseObject({
  subject: z.string(),
  version: z.string().nullable(),
  conformant: z.boolean(),
  interrupted: z.boolean().optional(),
  grade: gradeName,
  grades: z.record(z.string(), grade),
  seed: z.int(),
  tier: z.string(),
  requirements: z.array(requirement),
});

export type JsonResult = z.infer<typeof jsonResultSchema>;

/**
 * The result in a JSON value, itself and no copy: the schema would write its own keys first, and a merge is to the byte.
 * Throws an Error that names the path and the rule where it is none.
 */
export function decodeResult(json: unknown): JsonResult {
  parseNamed(jsonResultSchema, 'result', json);
  return json as JsonResult;
}
