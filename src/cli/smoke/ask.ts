import type { Case } from '../../../spec/contract.ts';
import type { CaseOperation } from '../../../spec/property.ts';
import { contractBreach } from '../../../spec/result-contract.ts';
import { callSubject } from '../../harness/call-subject.ts';
import { requestFor } from '../../harness/create-context.ts';
import { faultOf } from '../../harness/subject-fault.ts';
import type { DeclaringSubject } from '../../protocol/declaring-subject.ts';
import { type Fields, fieldsOf } from './answer-fields.ts';
import { explainFault } from './explain-fault.ts';

/** A subject under smoke test, and how long one call may take. */
export interface Asked {
  readonly subject: DeclaringSubject;
  readonly timeoutMs: number;
  readonly way: string | null;
}

/** The answer to a case, or why there is none. */
export type Answer =
  | {
      readonly fields: Fields;
      readonly problem?: never;
      readonly refused?: never;
      readonly skipped?: never;
    }
  | {
      readonly problem: string;
      readonly fields?: never;
      readonly refused?: never;
      readonly skipped?: never;
    }
  | {
      readonly refused: string;
      readonly skipped: boolean;
      readonly fields?: never;
      readonly problem?: never;
    };

/** Asks a subject for one case, and looks at the shapes and dtypes of what comes back. */
export async function ask(
  operation: CaseOperation,
  given: Case,
  { subject, timeoutMs, way }: Asked,
): Promise<Answer> {
  const request = requestFor(operation, given, subject, way);
  try {
    // A process has its own clock, and more to say about it.
    const result = await callSubject(subject, request, 2 * timeoutMs);
    const breach = contractBreach(request, result, subject.dtype);
    if (breach !== null) return { problem: explainFault(`${operation} ${breach}.`) };
    return { fields: fieldsOf(result) };
  } catch (error) {
    const message = (error as Error).message.replace(/^\w+ threw: /, '');
    const fault = faultOf(error);
    if (fault === 'skipped' || fault === 'errored') return { refused: message, skipped: fault === 'skipped' };
    return { problem: explainFault(message) };
  }
}
