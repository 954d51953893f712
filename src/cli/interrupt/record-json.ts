/**
 * The JSON in which an interrupted run waits until somebody goes on with it. Numbers are carried to the bit: the report of a run that was
 * interrupted is the report of one that was not.
 */
import { z } from 'zod';
import { accuracyClasses } from '../../../spec/bounds/arithmetic.ts';
import type { Case } from '../../../spec/contract.ts';
import { requirements } from '../../../spec/requirements.ts';
import { caseOf } from '../../fixture-format/case-of.ts';
import { encodeCase, jsonCaseSchema } from '../../fixture-format/json-case.ts';
import { parseNamed } from '../../fixture-format/parse-named.ts';
import type { ConditioningLog } from '../../harness/conditioning-log.ts';
import type { GradeLog } from '../../harness/grades.ts';
import type { PropertyFindings } from '../../harness/property-findings.ts';
import { tiers } from '../../harness/tiers.ts';
import { jsonNumber } from '../../reporters/json-number.ts';
import type { RunRecord } from './run-record.ts';

type TierName = keyof typeof tiers;

const number = z.codec(z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity', '-0'])]), z.any(), {
  decode: (json): number => Number(json),
  encode: (value: number) => jsonNumber(value) as number | 'NaN' | 'Infinity' | '-Infinity' | '-0',
});

const givenCase = z.codec(jsonCaseSchema, z.custom<Case>(), {
  decode: (json) => caseOf(json),
  encode: (given) => encodeCase(given),
});

const requirement = z.enum(requirements.map(({ id }) => id));
const outcomeKind = z.enum(['passed', 'failed', 'errored', 'timedOut', 'skipped', 'vacuous']);

const mismatch = z.strictObject({
  quantity: z.string(),
  at: z.int(),
  expected: number,
  actual: number,
  error: number,
  bound: number,
  ratio: number,
});

const counterexample = z.strictObject({
  case: givenCase,
  way: z.string().nullable(),
  message: z.string(),
  mismatch: mismatch.exactOptional(),
  boundTerms: z.array(z.strictObject({ name: z.string(), value: number })).exactOptional(),
  foundElements: z.int(),
  foundAt: z.int(),
});

const outcome = z.strictObject({
  requirement,
  level: z.enum(['MUST', 'SHOULD', 'MAY']),
  outcome: outcomeKind,
  cases: z.int(),
  vacuous: z.int(),
  skipped: z.int(),
  worstRatio: number,
  reason: z.string().exactOptional(),
  counterexample: counterexample.exactOptional(),
  failedWays: z.array(z.string()).exactOptional(),
});

const ratios = z.strictObject(
  Object.fromEntries(accuracyClasses.map((accuracy) => [accuracy, number])) as Record<
    (typeof accuracyClasses)[number],
    typeof number
  >,
);

const grades = z.codec(z.array(z.strictObject({ quantity: z.string(), ratios })), z.custom<GradeLog>(), {
  decode: (entries) => new Map(entries.map((one) => [one.quantity, one.ratios])),
  encode: (log) => [...log].map(([quantity, worst]) => ({ quantity, ratios: worst })),
});

const tally = z.strictObject({
  quantity: z.string(),
  decade: z.int(),
  channels: z.int(),
  worstBits: number,
  sumOfBits: number,
});

const conditioning = z.codec(z.array(tally), z.custom<ConditioningLog>(), {
  decode: (entries) => {
    const log: ConditioningLog = new Map();
    for (const { quantity, decade, ...rest } of entries) {
      log.set(quantity, (log.get(quantity) ?? new Map()).set(decade, rest));
    }
    return log;
  },
  encode: (log) =>
    [...log].flatMap(([quantity, decades]) =>
      [...decades].map(([decade, rest]) => ({ quantity, decade, ...rest })),
    ),
});

const conventionFields = {
  runningVarianceCorrection: z.literal([0, 1]),
  normalizingVarianceCorrection: z.literal([0, 1]),
  epsilonPlacement: z.enum(['inside', 'outside']),
  epsilonFloor: z.number().min(0),
  oneElement: z.enum(['define', 'reject', 'nan', 'keep']),
  emptyBatch: z.enum(['keep', 'reject', 'nan', 'decay', 'unspecified']),
};
const conventions = z.strictObject(conventionFields);
const conventionName = z.enum(Object.keys(conventionFields) as (keyof typeof conventionFields)[]);

const judgedBy = z.discriminatedUnion('source', [
  z.strictObject({ source: z.literal('declared'), conventions }),
  z.strictObject({ source: z.literal('profile'), profile: z.string(), conventions }),
  z.strictObject({ source: z.literal('identified'), conventions, settled: z.array(conventionName) }),
]);

const opened = z.strictObject({
  subject: z.string(),
  version: z.string().nullable(),
  language: z.string().nullable(),
  share: z.number(),
  dtype: z.enum(['float32', 'float64', 'float16', 'bfloat16']),
  judgedBy,
  order: z.array(requirement),
});

const agreement = z.strictObject({ agreeing: z.int(), probes: z.int() });

const diagnosis = z.strictObject({
  name: z.string(),
  agreement,
  telling: z.int(),
  meaning: z.string(),
  evidence: z.string().nullable(),
  requirement: z.string().nullable(),
  alternatives: z.array(z.string()),
  nearest: z.strictObject({ name: z.string(), agreement, disagreesOn: z.string() }).nullable(),
  unexplained: z.array(z.string()),
});

const job = z.strictObject({
  task: z.literal('check'),
  subject: z.string(),
  only: z.array(requirement).nullable(),
  tier: z.enum(Object.keys(tiers) as TierName[]),
  seed: z.int(),
  runs: z.int().nullable(),
  timeoutMs: z.number(),
  profile: z.strictObject({ text: z.string(), conventions: conventions.partial() }).exactOptional(),
  stored: z.record(z.string(), z.array(givenCase)).exactOptional(),
});

const schema = z.strictObject({
  format: z.literal('bncheck/interrupted'),
  version: z.literal(1),
  bncheck: z.string(),
  runs: z.array(
    z.strictObject({
      job,
      opened: opened.nullable(),
      finished: z.array(z.strictObject({ outcome, grades, conditioning })),
      diagnosis: diagnosis.nullable().exactOptional(),
      seconds: z.number().exactOptional(),
    }),
  ),
});

/** The text of a file with these records. A finding whose case has no JSON form is left out, and found again. */
export function recordsText(runs: readonly RunRecord[], bncheck: string): string {
  const file = { format: 'bncheck/interrupted', version: 1, bncheck, runs: runs.map(encodable) } as const;
  return `${JSON.stringify(z.encode(schema, file as unknown as z.output<typeof schema>))}\n`;
}

function encodable({ job: all, ...record }: RunRecord): RunRecord {
  const { stopped: _stopped, finished: _finished, ...rest } = all;
  return { ...record, job: rest, finished: record.finished.filter(hasForm) };
}

function hasForm({ outcome: { counterexample: found } }: PropertyFindings): boolean {
  return found === undefined || jsonCaseOrNull(found.case) !== null;
}

function jsonCaseOrNull(given: Case): object | null {
  try {
    return encodeCase(given);
  } catch {
    return null;
  }
}

/**
 * The records in a JSON value. Throws an Error that names the path and the rule where it holds none, or where another version of bncheck
 * wrote it, whose cases were others.
 */
export function decodeRecords(json: unknown, bncheck: string): readonly RunRecord[] {
  const file = parseNamed(schema, 'interrupted run', json);
  if (file.bncheck !== bncheck) {
    throw new Error(`it is of bncheck ${JSON.stringify(file.bncheck)}, and this is ${bncheck}`);
  }
  return file.runs as unknown as readonly RunRecord[];
}
