import type { Request, Result, Subject } from '../../spec/contract.ts';
import { isPromise } from './is-promise.ts';
import { plainAnswer } from './plain-answer.ts';
import { faultOf, subjectFault } from './subject-fault.ts';
import { thrownError } from './thrown-error.ts';

/** Names of errors that are no refusal: the subject's process died, or spoke nonsense. */
const broken: ReadonlySet<string> = new Set(['CrashError', 'ProtocolError', 'GaveUpError']);

/**
 * Makes one call and gives its result, as plain data; whatever the subject does is an answer or a `SubjectFault`.
 *
 * Throws, rejections, refusals, promises that never settle and answers that cannot be read each become a fault with a sentence.
 */
export async function callSubject(subject: Subject, request: Request, timeoutMs: number): Promise<Result> {
  let reply: unknown;
  try {
    const answer: unknown = subject.run(request);
    reply = plainAnswer(
      isPromise(answer) ? await settleWithin(answer, timeoutMs, request.operation) : answer,
    );
  } catch (error) {
    throw asFault(error, request.operation);
  }
  const skipped =
    typeof reply === 'object' && reply !== null && 'skipped' in reply ? reply.skipped : undefined;
  if (skipped === undefined) return reply as Result;
  if (typeof skipped === 'string') throw subjectFault('skipped', skipped);
  const rule = `gave skipped as a ${typeof skipped} instead of the reason, as text`;
  throw subjectFault('errored', `${request.operation} ${rule}`);
}

async function settleWithin(
  answer: Promise<unknown>,
  timeoutMs: number,
  operation: string,
): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => {
      reject(subjectFault('timedOut', `${operation} gave no answer within ${timeoutMs} ms`));
    }, timeoutMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

function asFault(error: unknown, operation: string): Error {
  if (faultOf(error) !== null) return error as Error;
  const { name, message } = thrownError(error);
  if (name === 'TimeoutError') return subjectFault('timedOut', message);
  const firstLine = message.split('\n', 1)[0]!.slice(0, 300);
  return subjectFault(broken.has(name) ? 'broken' : 'errored', `${operation} threw: ${firstLine}`);
}
