/**
 * How a call ended without a result: an error (which may be a refusal), a broken process, silence, "not capable", or a request that makes no
 * sense in the subject's format and was not made.
 */
export type FaultKind = 'errored' | 'broken' | 'timedOut' | 'skipped' | 'vacuous';

/** The faults that the harness made itself: a subject in this process could throw an error that only looks like one. */
const kinds = new WeakMap<object, FaultKind>();

/** An Error that the harness turns into an outcome, never into a crash. */
export function subjectFault(fault: FaultKind, message: string): Error {
  // The field is for properties that look at a skip.
  const error = Object.assign(new Error(message), { name: 'SubjectFault', fault });
  kinds.set(error, fault);
  return error;
}

/** The fault that an error stands for, or null for an error of bncheck itself. */
export function faultOf(error: unknown): FaultKind | null {
  return kinds.get(error as object) ?? null;
}
