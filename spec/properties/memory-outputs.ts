import { cases } from '../arbitraries/cases.ts';
import { firstDifference } from '../compare.ts';
import type { Case, Values } from '../contract.ts';
import { offeredOperations } from '../offered-operations.ts';
import type { Property } from '../property.ts';
import { failed, held } from '../verdict.ts';

/** A result is its owner's: it overlaps no argument, no other result, and later calls do not write to it. */
export const memoryOutputs: Property = {
  requirement: 'BN-MEMORY-OUTPUTS',
  needs: [],
  cases: cases({ gamma: 'present', beta: 'present', maxElements: 600 }),
  check: async (given, context) => {
    for (const operation of offeredOperations(context)) {
      const request = context.requestOf(operation, given);
      const result = arraysIn(await context.raw(request));
      for (const [name, values] of result) {
        const shared = [...arraysIn(request)].find(([, other]) => overlap(values, other));
        if (shared !== undefined)
          return failed(`${operation}: ${name} shares memory with the argument ${shared[0]}`);
        const twin = [...result].find(([other, theirs]) => other !== name && overlap(values, theirs));
        if (twin !== undefined) return failed(`${operation}: ${name} shares memory with ${twin[0]}`);
      }
      const copies = new Map([...result].map(([name, values]) => [name, values.slice()]));
      const later = arraysIn(await context.raw(context.requestOf(operation, otherInput(given))));
      for (const [name, values] of result) {
        const at = firstDifference(copies.get(name)!, values);
        if (at >= 0)
          return failed(`${operation}: a later call wrote to ${name} of an earlier result, entry ${at}`);
        const reused = [...later].find(([, other]) => overlap(values, other));
        if (reused !== undefined)
          return failed(`${operation}: ${name} shares memory with the result of another call`);
      }
    }
    return held;
  },
};

function otherInput(given: Case): Case {
  return { ...given, input: given.input.map((x) => Math.fround(2 - x / 4)) };
}

function arraysIn(value: unknown): ReadonlyMap<string, Values> {
  const arrays = new Map<string, Values>();
  for (const [name, part] of Object.entries(value as object)) {
    const values = typeof part === 'object' && part !== null && 'data' in part ? part.data : part;
    if (values instanceof Float32Array || values instanceof Float64Array) arrays.set(name, values);
  }
  return arrays;
}

function overlap(a: Values, b: Values): boolean {
  if (a.buffer !== b.buffer || a.length === 0 || b.length === 0) return false;
  return a.byteOffset < b.byteOffset + b.byteLength && b.byteOffset < a.byteOffset + a.byteLength;
}
