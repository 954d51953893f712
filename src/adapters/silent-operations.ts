import type { Request } from '../../spec/contract.ts';
import type { DeclaringSubject } from '../protocol/declaring-subject.ts';
import { plainRequest } from './plain-request.ts';

/** Calls of one operation in a row that run out of time before it is asked whether it answers at all. */
const MOST_IN_A_ROW = 3;

/** What becomes of an operation that runs out of time again and again. */
export interface SilentOperations {
  /** Notes how a call ended. */
  readonly note: (request: Request, timedOut: boolean) => void;
  /** The call by which to find out whether the operation of a request answers at all; null where there is no reason to ask. */
  readonly doubt: (request: Request) => Request | null;
  /** Notes that it does not. */
  readonly giveUp: (request: Request) => void;
  /** Why a request is not made; null where it is. */
  readonly reason: (request: Request) => string | null;
}

/**
 * Keeps account of operations that do not answer, each in each way of use: one that never answers would take the time limit in every
 * requirement. One that is silent on some requests is not given up, as long as it answers two plain numbers.
 */
export function createSilentOperations(description: Omit<DeclaringSubject, 'run'>): SilentOperations {
  const inARow = new Map<string, number>();
  const silent = new Set<string>();
  const keyOf = ({ operation, way }: Request) => JSON.stringify([operation, way ?? null]);
  return {
    note: (request, timedOut) => {
      const key = keyOf(request);
      inARow.set(key, timedOut ? (inARow.get(key) ?? 0) + 1 : 0);
    },
    doubt: (request) => {
      const key = keyOf(request);
      if (silent.has(key) || (inARow.get(key) ?? 0) < MOST_IN_A_ROW) return null;
      const ways = request.way === undefined ? [] : [request.way];
      return plainRequest({ ...description, operations: [request.operation], ways });
    },
    giveUp: (request) => silent.add(keyOf(request)),
    reason: (request) =>
      silent.has(keyOf(request))
        ? `${request.operation} ran out of time ${MOST_IN_A_ROW} times in a row, and then on two plain numbers: it is not asked again.`
        : null,
  };
}
