import { cases } from '../arbitraries/cases.ts';
import { offeredOperations } from '../offered-operations.ts';
import type { Property } from '../property.ts';
import { contractBreach } from '../result-contract.ts';
import { failed, held } from '../verdict.ts';

/** Every result has the promised shapes, lengths and dtype. */
export const resultContract: Property = {
  requirement: 'BN-RESULT-CONTRACT',
  needs: [],
  cases: cases({ gamma: 'present', beta: 'present', maxElements: 600 }),
  check: async (given, context) => {
    for (const operation of offeredOperations(context)) {
      const request = context.requestOf(operation, given);
      const breach = contractBreach(request, await context.raw(request), context.dtype);
      if (breach !== null) return failed(`${operation} ${breach}`);
    }
    return held;
  },
};
