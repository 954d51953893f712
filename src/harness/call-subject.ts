import type { Request, Result, Subject } from '../../spec/contract.ts';
import { subjectFault } from './subject-fault.ts';

/** Names of errors that are no refusal: the subject's process died, or spoke nonsense. */
const broken: ReadonlySet<string> = new Set(['CrashError', 'ProtocolError', 'GaveUpError']);

/**
 * Makes one call and gives its result; whatever the subject does is an answer or a `SubjectFault`.
 *
 * Throws, rejections, refusals and promises that never settle each become a fault with a sentence.
 */
export async function callSubject(subject: Subject, request: Request, timeoutMs: number): Promise<Result> {
  let reply: unknown;
  try {
    const answer = subject.run(request);
    reply = isPromise(answer) ? await settleWithin(answer, timeoutMs, request.operation) : answer;
  } catch (error) {
    throw asFault(error, request.operation);
  }
  if (typeof reply === 'object' && reply !== null && 'skipped' in reply) {
    throw subjectFault('skipped', String(reply.skipped));
  }
  return reply as Result;
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value;
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
  if (error instanceof Error && error.name === 'SubjectFault') return error;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && error.name === 'TimeoutError') return subjectFault('timedOut', message);
  const kind = error instanceof Error && broken.has(error.name) ? 'broken' : 'errored';
  const firstLine = message.split('\n', 1)[0]!.slice(0, 300);
  return subjectFault(kind, `${operation} threw: ${firstLine}`);
}
