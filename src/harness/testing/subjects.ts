import { defineVariant } from '../../../reference/variants/skeleton/define-variant.ts';
import type { Request, Result, Skipped, Subject } from '../../../spec/contract.ts';

/** A sound subject. */
export const sound: Subject = defineVariant({ id: 'sound', kind: 'sound', symptom: 'None.' }).make();

/** The sound subject, answering otherwise. */
export function answering(run: (request: Request) => unknown, changes: Partial<Subject> = {}): Subject {
  return { ...sound, ...changes, run: run as (request: Request) => Result | Skipped };
}
