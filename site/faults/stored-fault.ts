import type { Variant } from '../../reference/variants/skeleton/define-variant.ts';
import type { Case } from '../../spec/contract.ts';
import { caseOf } from '../../src/fixture-format/case-of.ts';
import { encodeCase, type JsonCase } from '../../src/fixture-format/json-case.ts';
import { counterexampleFacts, type Facts } from './counterexample-facts.ts';
import { replayCounterexample } from './replay-counterexample.ts';
import type { Catch } from './search-fault.ts';

/** A faulty variant's smallest counterexample, as data/counterexamples.json keeps it. */
export interface StoredFault {
  readonly id: string;
  readonly requirement: string;
  /** Elements of the case as found, before shrinking. */
  readonly foundElements: number;
  readonly case: JsonCase;
  /**
   * Where the case fails only after others, in what the variant remembers of them: what the search that found it told. A
   * fresh variant passes it.
   */
  readonly remembered?: Facts;
}

/** The stored form of what a search found. Throws where it found something without a counterexample. */
export async function storeFault(variant: Variant, { outcome }: Catch): Promise<StoredFault> {
  const { requirement, counterexample } = outcome;
  const { id } = variant;
  if (counterexample === undefined) throw new Error(`${id} broke ${requirement} without a counterexample`);
  const { foundElements, case: given } = counterexample;
  const stored = { id, requirement, foundElements, case: encodeCase(given) };
  const { kind } = await replayCounterexample(variant.make(), requirement, given);
  if (kind === 'failed' || kind === 'errored') return stored;
  return { ...stored, remembered: counterexampleFacts(requirement, given, counterexample) };
}

/** The case of a stored fault. */
export function caseOfStored({ case: json }: StoredFault): Case {
  return caseOf(json);
}
