import { z } from 'zod';
import type { Case } from '../../spec/contract.ts';
import { caseOf } from './case-of.ts';
import { jsonCaseSchema } from './json-case.ts';
import { parseNamed } from './parse-named.ts';

/** How the network did on the step that was recorded, before that step changed it. */
const progressSchema = z.strictObject({
  step: z.int().min(1),
  /** Mean cross entropy of the recorded batch, by its own batch statistics. */
  loss: z.number(),
  /** Share of the held-out images that inference by the running statistics gets right. */
  heldOutAccuracy: z.number().min(0).max(1),
});

const provenanceSchema = z.strictObject({
  script: z.string(),
  seed: z.int(),
  date: z.iso.date(),
  /** Versions of the packages the numbers came through. */
  packages: z.record(z.string(), z.string()),
  dataSource: z.string(),
  dataLicence: z.string(),
  network: z.string(),
  batchSize: z.int().min(1),
  progress: z.array(progressSchema).min(1),
});

export const jsonActivationSetSchema = z
  .strictObject({
    format: z.literal('bncheck/activations'),
    version: z.literal(1),
    provenance: provenanceSchema,
    cases: z.array(
      z.strictObject({
        name: z.string().min(1),
        layer: z.string().min(1),
        phase: z.enum(['early', 'late']),
        step: z.int().min(1),
        case: jsonCaseSchema,
      }),
    ),
  })
  .meta({ title: 'Activations recorded from a network in training' });

export type JsonActivationSet = z.infer<typeof jsonActivationSetSchema>;

/** What one batch-norm layer of a network in training saw at one step. */
export interface Activation {
  readonly name: string;
  readonly layer: string;
  readonly phase: 'early' | 'late';
  readonly step: number;
  readonly case: Case;
}

export interface ActivationSet {
  readonly provenance: Readonly<z.infer<typeof provenanceSchema>>;
  readonly cases: readonly Activation[];
}

/** The activations in a JSON value; throws an Error that names the path and the rule where it is not a set. */
export function decodeActivationSet(json: unknown): ActivationSet {
  const { provenance, cases } = parseNamed(jsonActivationSetSchema, 'activations', json);
  return { provenance, cases: cases.map((activation) => ({ ...activation, case: caseOf(activation.case) })) };
}
