import type { Request, Result, Subject } from '../../../spec/contract.ts';

/**
 * Runs requests one after another on one subject and writes down all that a caller can notice: results to
 * the bit, with shape and dtype; errors; writes to arguments and to earlier results; shared memory. Each
 * request runs twice, the second time with its first tensor negated in place. Lazy: one string a call.
 */
export function* observe(subject: Subject, requests: Iterable<Request>): Generator<string> {
  const earlier: Float32Array[] = [];
  for (const request of requests) {
    for (const negated of [false, true]) {
      if (negated && request.operation !== 'sequence') negate(request.input.data);
      const answer = attempt(() => subject.run(request) as Result);
      const arrays = arraysIn(answer);
      const outside = new Set([...arraysIn(request), ...earlier].map((array) => array.buffer));
      const shared = arrays.map((array, k) => {
        const twice = arrays.slice(0, k).some((other) => other.buffer === array.buffer);
        return twice || outside.has(array.buffer);
      });
      yield [describe(answer), describe(request), shared.join(), describe(earlier)].join('\n');
      earlier.push(...arrays);
      earlier.splice(0, earlier.length - 8);
    }
  }
}

function attempt(call: () => Result): object {
  try {
    return call();
  } catch (error) {
    // Which sentence refuses is no difference; that it refuses is.
    return { refused: error instanceof Error };
  }
}

function negate(data: Float32Array | Float64Array): void {
  data.set(data.map((value) => -value));
}

function arraysIn(value: unknown): Float32Array[] {
  if (ArrayBuffer.isView(value)) return value.byteLength > 0 ? [value as Float32Array] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(arraysIn) : [];
}

/** Text that differs where anything does; the sign of a zero is kept, and all NaN are one. */
function describe(value: unknown): string {
  if (ArrayBuffer.isView(value)) {
    const numbers = Array.from(value as Float32Array, (one) => (Object.is(one, -0) ? '-0' : `${one}`));
    return `${value.constructor.name}(${numbers})`;
  }
  if (typeof value !== 'object' || value === null) return `${value}`;
  return Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => `${key}:{${describe(one)}}`)
    .join();
}
