import { describeCase } from '../../../spec/arbitraries/cases.ts';
import type { Case, Conventions, Request, Subject } from '../../../spec/contract.ts';
import type { CaseOperation } from '../../../spec/property.ts';
import { flags, type FlagName } from '../flags.ts';
import { makeVector } from '../make-vector.ts';
import type { Truth } from '../truth.ts';
import type { Vector } from '../vector.ts';
import { judgeResult } from '../verify/judge-result.ts';
import { float32Request, operations } from './operations.ts';

/** A known fault, as a subject. */
export interface KnownFault {
  readonly id: string;
  readonly symptom: string;
  readonly breaks: string | null;
  readonly evidence: string;
  readonly make: () => Subject;
}

/** How far beyond its bound a fault must be where it is kept: nobody argues about so much. */
const CLEAR = 4;

/**
 * For each fault the smallest of the cases on which it is clearly wrong in one call, as a vector whose comment names it; none for a fault
 * that shows only over several calls, or in memory.
 */
export function regressionVectors(
  faults: readonly KnownFault[],
  cases: readonly Case[],
  conventions: Conventions,
  truth: Truth,
): readonly Vector[] {
  const sorted = [...cases].sort((a, b) => a.input.length - b.input.length);
  const candidates = sorted.flatMap((given) =>
    operations.map(([operation, requirement]) =>
      candidateOf(operation, requirement, given, conventions, truth),
    ),
  );
  return faults.flatMap((fault) => {
    const found = candidates.find(
      ({ vector }) => vector.validity === 'valid' && isClearlyWrong(fault, vector, conventions),
    );
    if (found === undefined) return [];
    const comment = `${fault.symptom} (${fault.id}; seen in ${fault.evidence}.) ${describeCase(found.given)}`;
    const own: FlagName[] = [...found.vector.flags, 'Regression'] as FlagName[];
    const ordered = Object.keys(flags).filter((flag) => own.includes(flag as FlagName));
    return [
      {
        ...found.vector,
        id: `regression-${fault.id}`,
        requirement: fault.breaks ?? found.vector.requirement,
        comment: comment.replace('seen in constructed.', 'constructed.'),
        flags: ordered,
      },
    ];
  });
}

function candidateOf(
  operation: CaseOperation,
  requirement: string,
  given: Case,
  conventions: Conventions,
  truth: Truth,
): { readonly given: Case; readonly vector: Vector } {
  const plan = { id: 'candidate', requirement, comment: '', request: float32Request(operation, given) };
  return { given, vector: makeVector(plan, conventions, truth) };
}

function isClearlyWrong(fault: KnownFault, vector: Vector, conventions: Conventions): boolean {
  const subject = fault.make();
  const request: Request = structuredClone(vector.request);
  let result: unknown;
  try {
    result = subject.run(request);
  } catch {
    return false;
  }
  const custom = { ...conventions, runningVarianceCorrection: subject.conventions.runningVarianceCorrection };
  const judged = judgeResult(vector, result as never, custom.runningVarianceCorrection);
  return judged.some(({ ratio }) => ratio >= CLEAR);
}
