import type { Case } from '../../../spec/contract.ts';
import type { Context, Property, Verdict } from '../../../spec/property.ts';
import { failed, held } from '../../../spec/verdict.ts';
import type { PropertyOptions } from '../start-property.ts';
import { referenceOracle } from '../../../reference/batch-norm.ts';
import { smallCases } from './cases.ts';

/** A property of small cases with a check of one's own; the requirement only lends its id. */
export function propertyThat(
  check: (given: Case, context: Context) => Verdict | Promise<Verdict>,
  changes: Partial<Property> = {},
): Property {
  return {
    requirement: 'BN-TRAIN-OUTPUT',
    needs: ['training'],
    cases: smallCases,
    check: async (given, context) => check(given, context),
    ...changes,
  };
}

/** Fails where the predicate is true. */
export function failingWhere(predicate: (given: Case) => boolean): Property {
  return propertyThat((given) => (predicate(given) ? failed('the planted fault') : held));
}

export const propertyOptions: PropertyOptions = {
  seed: 11,
  runs: 20,
  shrinkBudget: 500,
  timeoutMs: 200,
  oracle: referenceOracle,
  exactOracle: referenceOracle,
  recorded: [],
  grade: () => {},
};
