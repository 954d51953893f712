import type { Request, Result, Subject, Values } from '../../../../spec/contract.ts';

/**
 * The data and the pass rule of another project's batch-norm tests, applied to a subject.
 *
 * Expected values follow the conventions that the subject declares, in float64: so that none is turned away for a dialect.
 */
export interface Rival {
  readonly name: string;
  readonly title: string;
  /** Why the tests turn the subject away; null where it passes them all. A refusal to answer is turned away. */
  readonly rejection: (subject: Subject) => string | null;
}

/** The first sentence that the checks give, or the error that the subject throws; null where there is neither. */
export function firstRejection(checks: Iterable<string | null>): string | null {
  try {
    for (const rejection of checks) if (rejection !== null) return rejection;
    return null;
  } catch (error) {
    return `it threw: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** One call; the variants answer at once. Throws a sentence where the subject does not. */
export function answerNow<R extends Result>(subject: Subject, request: Request): R {
  const answer = subject.run(request);
  if (answer instanceof Promise || 'skipped' in answer) throw new Error(`no answer to ${request.operation}`);
  return answer as R;
}

/** A sentence about the first value that a rule refuses, or about a wrong length or format; null where there is none. */
export function compareAll(
  what: string,
  actual: Values | null | undefined,
  expected: ArrayLike<number>,
  isClose: (actual: number, expected: number, at: number) => boolean,
): string | null {
  if (!(actual instanceof Float32Array)) return `${what} is no float32 array`;
  if (actual.length !== expected.length)
    return `${what} has ${actual.length} values instead of ${expected.length}`;
  const at = actual.findIndex((value, i) => !isClose(value, expected[i]!, i));
  return at < 0 ? null : `${what}[${at}] is ${actual[at]} instead of ${expected[at]}`;
}
