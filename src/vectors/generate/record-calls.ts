import type { Case, Conventions, Request } from '../../../spec/contract.ts';
import type { Property } from '../../../spec/property.ts';
import { createContext } from '../../harness/create-context.ts';
import { oracleSubject } from '../oracle-subject.ts';
import type { Truth } from '../truth.ts';

/** A request, and how often it was made one time after another. */
export interface RecordedCall {
  readonly request: Request;
  readonly times: number;
}

/**
 * The calls with which a property checks a case, in order: what a requirement asks of a subject, as data. None where the case has nothing to
 * tell.
 *
 * @throws Error where right answers do not pass: then the property or the oracle is wrong.
 */
export async function recordCalls(
  property: Property,
  given: Case,
  conventions: Conventions,
  truth: Truth,
): Promise<readonly RecordedCall[]> {
  const calls: { request: Request; times: number }[] = [];
  const keys: string[] = [];
  const subject = oracleSubject(conventions, truth, (request) => {
    const key = keyOf(request);
    if (keys.at(-1) === key) {
      calls.at(-1)!.times += 1;
      return;
    }
    keys.push(key);
    calls.push({ request, times: 1 });
  });
  const { oracle } = truth;
  const options = { oracle, timeoutMs: 2 ** 31 - 1, way: null, grade: () => {} };
  const verdict = await property.check(given, createContext(subject, options));
  if (verdict.verdict === 'failed') {
    throw new Error(`${property.requirement}: right answers fail: ${verdict.message}`);
  }
  return verdict.verdict === 'passed' ? calls : [];
}

/** The same text for requests of the same bits. */
function keyOf(request: Request): string {
  return JSON.stringify(request, (_, value: unknown) => {
    if (value instanceof Float32Array) return Array.from(new Uint32Array(value.slice().buffer));
    return typeof value === 'number' ? String(value) : value;
  });
}
