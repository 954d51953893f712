import { cases } from '../arbitraries/cases.ts';
import { firstDifference } from '../compare.ts';
import type { Request, Tensor, Values } from '../contract.ts';
import { offeredOperations } from '../offered-operations.ts';
import type { Property } from '../property.ts';
import { failed, held } from '../verdict.ts';

/** Every array of a request holds the same bits after the call as before it. */
export const memoryInputs: Property = {
  requirement: 'BN-MEMORY-INPUTS',
  needs: [],
  cases: cases({ gamma: 'present', beta: 'present', maxElements: 600 }),
  check: async (given, context) => {
    for (const operation of offeredOperations(context)) {
      const request = context.requestOf(operation, given);
      const before = arraysOf(context.requestOf(operation, given));
      await context.raw(request);
      for (const [name, values] of arraysOf(request)) {
        const old = before.get(name)!;
        if (values.length !== old.length) return failed(`${operation} changed the length of ${name}`);
        const at = firstDifference(old, values);
        if (at >= 0)
          return failed(`${operation} wrote to ${name}: entry ${at} was ${old[at]} and is now ${values[at]}`);
      }
    }
    return held;
  },
};

function arraysOf(request: Request): ReadonlyMap<string, Values> {
  const arrays = new Map<string, Values>();
  for (const [name, value] of Object.entries(request)) {
    if (value instanceof Float32Array || value instanceof Float64Array) arrays.set(name, value);
    else if (isTensor(value)) arrays.set(name, value.data);
  }
  return arrays;
}

function isTensor(value: unknown): value is Tensor {
  return typeof value === 'object' && value !== null && 'data' in value;
}
