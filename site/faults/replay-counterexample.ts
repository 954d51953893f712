import { createDecimalOracle } from '../../reference/decimal-oracle.ts';
import type { BoundTerm } from '../../spec/bounds/bound-term.ts';
import type { Case, Subject } from '../../spec/contract.ts';
import { properties } from '../../spec/properties.ts';
import { type Attempt, attempt } from '../../src/harness/attempt.ts';
import { createContext } from '../../src/harness/create-context.ts';

/** What one check of one case found, with the terms of the bound that was exceeded. */
export interface Replayed extends Attempt {
  readonly boundTerms: readonly BoundTerm[];
}

/**
 * Checks one requirement on one case, with the oracle in decimals as judge.
 *
 * @throws Error where there is no such requirement.
 */
export async function replayCounterexample(
  subject: Subject,
  requirement: string,
  given: Case,
): Promise<Replayed> {
  const property = properties.find((one) => one.requirement === requirement);
  if (property === undefined) throw new Error(`no property checks ${requirement}`);
  const context = createContext(subject, {
    oracle: createDecimalOracle(),
    timeoutMs: 10_000,
    way: null,
    grade: () => {},
  });
  const result = await attempt(property, given, context);
  const terms = result.mismatch && property.boundTerms?.(given, context, result.mismatch);
  return { ...result, boundTerms: terms ?? [] };
}
