import { z } from 'zod';
import type { Case } from '../../spec/contract.ts';
import { caseOf } from './case-of.ts';
import { encodeCase, jsonCaseSchema } from './json-case.ts';
import { parseNamed } from './parse-named.ts';

/** A failure by value, so that it replays after any change of the generators. */
export interface StoredFailure {
  readonly subject: string;
  /** The stable id of the requirement that failed. */
  readonly requirement: string;
  /** Which of the subject's ways failed; null where it has only one. */
  readonly way: string | null;
  /** The seed of the run that found it. */
  readonly seed: number;
  readonly case: Case;
  /** The calls that came before in the same process, oldest first; may be empty. */
  readonly before: readonly Case[];
  /** What the failure said. */
  readonly message: string;
}

export const jsonFailureSchema = z
  .strictObject({
    format: z.literal('bncheck/failure'),
    version: z.literal(1),
    subject: z.string(),
    requirement: z.string(),
    way: z.string().nullable(),
    seed: z.int(),
    case: jsonCaseSchema,
    before: z.array(jsonCaseSchema),
    message: z.string(),
  })
  .meta({ title: 'A failure of a subject, by value' });

export type JsonFailure = z.infer<typeof jsonFailureSchema>;

/** The JSON form of a failure; throws as `encodeCase` does where one of its cases contradicts itself. */
export function encodeFailure(failure: StoredFailure): JsonFailure {
  return {
    format: 'bncheck/failure',
    version: 1,
    subject: failure.subject,
    requirement: failure.requirement,
    way: failure.way,
    seed: failure.seed,
    case: encodeCase(failure.case),
    before: failure.before.map(encodeCase),
    message: failure.message,
  };
}

/** The failure in a JSON value; throws an Error that names the path and the rule where it is not one. */
export function decodeFailure(json: unknown): StoredFailure {
  const { format: _format, version: _version, ...failure } = parseNamed(jsonFailureSchema, 'failure', json);
  return { ...failure, case: caseOf(failure.case), before: failure.before.map(caseOf) };
}
