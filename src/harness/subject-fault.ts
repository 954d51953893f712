/**
 * How a call ended without a result: an error (which may be a refusal), a broken process, silence, "not capable", or a request that makes no
 * sense in the subject's format and was not made.
 */
export type FaultKind = 'errored' | 'broken' | 'timedOut' | 'skipped' | 'vacuous';

interface SubjectFault extends Error {
  readonly fault: FaultKind;
}

/** An Error that the harness turns into an outcome, never into a crash. */
export function subjectFault(fault: FaultKind, message: string): Error {
  return Object.assign(new Error(message), { name: 'SubjectFault', fault });
}

/** The fault that an error stands for, or null for an error of bncheck itself. */
export function faultOf(error: unknown): FaultKind | null {
  return error instanceof Error && error.name === 'SubjectFault' ? (error as SubjectFault).fault : null;
}
