import type { Mismatch } from '../../spec/compare.ts';
import type { Case } from '../../spec/contract.ts';
import { mayRefuse } from '../../spec/may-refuse.ts';
import type { Context, Property } from '../../spec/property.ts';
import type { OutcomeKind } from './outcome.ts';
import { faultOf } from './subject-fault.ts';

/** One check of one case: its verdict, or the fault that it met. */
export interface Attempt {
  readonly kind: OutcomeKind;
  readonly ratio: number;
  readonly message: string;
  readonly mismatch?: Mismatch;
}

/** True where the requirement was not met. */
export function isFailure(attempt: Attempt): boolean {
  return attempt.kind === 'failed' || attempt.kind === 'errored' || attempt.kind === 'timedOut';
}

/** Checks one case; only errors of bncheck itself get through. */
export async function attempt(property: Property, given: Case, context: Context): Promise<Attempt> {
  if (property.judgesRefusals !== true && mayRefuse(property, given, context.conventions)) {
    return { kind: 'skipped', ratio: 0, message: 'the subject may refuse a batch this small' };
  }
  try {
    await context.fresh();
    const verdict = await property.check(given, context);
    switch (verdict.verdict) {
      case 'passed':
        return { kind: 'passed', ratio: verdict.ratio, message: '' };
      case 'failed': {
        const { ratio, message, mismatch } = verdict;
        return { kind: 'failed', ratio, message, ...(mismatch === undefined ? {} : { mismatch }) };
      }
      default:
        return { kind: verdict.verdict, ratio: 0, message: verdict.reason };
    }
  } catch (error) {
    const fault = faultOf(error);
    if (fault === null) throw error;
    return {
      kind: fault === 'broken' ? 'errored' : fault,
      ratio: fault === 'skipped' || fault === 'vacuous' ? 0 : Number.POSITIVE_INFINITY,
      message: (error as Error).message,
    };
  }
}
