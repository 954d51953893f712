import type {
  Case,
  Dtype,
  Operation,
  Oracle,
  Request,
  ResultOf,
  SequenceRequest,
  Subject,
} from '../../spec/contract.ts';
import type { CaseOperation, Context } from '../../spec/property.ts';
import { contractBreach } from '../../spec/result-contract.ts';
import { createContext } from '../harness/create-context.ts';
import { faultOf } from '../harness/subject-fault.ts';

/** The most calls that an identification makes. */
export const CALL_LIMIT = 64;

/** After so many calls without an answer in time no more are made: each costs the whole time limit. */
const PATIENCE = 3;

/** What a call gave: a result of the right shape, a refusal in the subject's own words, or nothing to go by. */
export type Reply<Result> =
  | { readonly result: Result }
  | { readonly refused: string }
  | { readonly unable: string };

/** Makes the calls of an identification, and counts them. */
export interface Bench {
  readonly dtype: Dtype;
  readonly operations: readonly Operation[];
  readonly calls: () => number;
  /** One call; the same case, operation and way are asked only once, but for a higher `repetition`. */
  readonly call: <O extends CaseOperation>(
    operation: O,
    given: Case,
    way: string | null,
    repetition?: number,
  ) => Promise<Reply<ResultOf[O]>>;
  readonly sequence: (
    request: Omit<SequenceRequest, 'operation'>,
    way: string | null,
  ) => Promise<Reply<ResultOf['sequence']>>;
}

export function createBench(subject: Subject, oracle: Oracle, timeoutMs: number): Bench {
  let calls = 0;
  let timeouts = 0;
  const contexts = new Map<string | null, Context>();
  const known = new WeakMap<Case, Map<string, Promise<Reply<ResultOf[Operation]>>>>();

  const contextOf = (way: string | null): Context => {
    const old = contexts.get(way);
    if (old !== undefined) return old;
    const context = createContext(subject, { oracle, timeoutMs, way, grade: () => {} });
    contexts.set(way, context);
    return context;
  };

  const make = async <R extends Request>(
    context: Context,
    request: R,
  ): Promise<Reply<ResultOf[R['operation']]>> => {
    const { operation } = request;
    if (!subject.operations.includes(operation)) return { unable: `the subject does not offer ${operation}` };
    if (timeouts >= PATIENCE) return { unable: `${PATIENCE} calls had no answer in time; no more were made` };
    if (calls >= CALL_LIMIT) return { unable: `all ${CALL_LIMIT} calls are spent` };
    calls += 1;
    try {
      await context.fresh();
      const answer = await context.answer(request);
      if ('refused' in answer) return answer;
      const breach = contractBreach(request, answer.result, subject.dtype);
      if (breach !== null) return { unable: `${operation} ${breach}` };
      return { result: answer.result as ResultOf[R['operation']] };
    } catch (error) {
      const fault = faultOf(error);
      if (fault === null) throw error;
      if (fault === 'timedOut') timeouts += 1;
      return { unable: (error as Error).message };
    }
  };

  return {
    dtype: subject.dtype,
    operations: subject.operations,
    calls: () => calls,
    call: (operation, given, way, repetition = 0) => {
      const replies = known.get(given) ?? new Map();
      known.set(given, replies);
      const key = `${operation} ${repetition} ${way}`;
      const context = contextOf(way);
      const reply = replies.get(key) ?? make(context, context.requestOf(operation, given));
      replies.set(key, reply);
      return reply;
    },
    sequence: (request, way) => {
      const asked = { ...request, operation: 'sequence', ...(way === null ? {} : { way }) } as const;
      return make(contextOf(way), asked);
    },
  };
}
