import { combined } from '../../reference/variants/combined.ts';
import { faultyVariants } from '../../reference/variants/faulty.ts';
import { caseOf } from '../../src/fixture-format/case-of.ts';
import type { JsonCase } from '../../src/fixture-format/json-case.ts';
import { isFailure } from '../../src/harness/attempt.ts';
import cases from '../generated/cases.json';
import { counterexampleFacts, type Facts } from './counterexample-facts.ts';
import { replayCounterexample } from './replay-counterexample.ts';
import { searchFault } from './search-fault.ts';

/** A counterexample as the page loads it. */
export interface PageFault {
  readonly requirement: string;
  readonly case: JsonCase;
}

/** What a replay in the page found. */
export interface LiveReplay {
  /** Null where the faulty variant passed: its fault needs earlier calls. */
  readonly faulty: Facts | null;
  /** True where the skeleton, which differs from the variant in nothing else, passes the same case. */
  readonly skeletonHolds: boolean;
}

/** Runs the stored counterexample of a fault, against the variant and against the skeleton. */
export async function replayLive(id: string): Promise<LiveReplay> {
  const variant = variantOf(id);
  const stored = (cases as unknown as Readonly<Record<string, PageFault>>)[id];
  if (stored === undefined) throw new Error(`${id} has no stored counterexample`);
  const given = caseOf(stored.case);
  const subject = variant.make();
  const faulty = await replayCounterexample(subject, stored.requirement, given);
  const skeleton = await replayCounterexample(combined([], subject.conventions), stored.requirement, given);
  return {
    faulty: isFailure(faulty) ? counterexampleFacts(stored.requirement, given, faulty) : null,
    skeletonHolds: !isFailure(skeleton),
  };
}

/** What a search in the page found. */
export interface LiveSearch {
  readonly facts: Facts;
  readonly cases: number;
  readonly milliseconds: number;
  readonly foundElements: number;
}

/** Lets the suite look for the fault as if it had never seen it; null where it was stopped or found nothing. */
export async function searchLive(
  id: string,
  seed: number,
  onTurn: (cases: number) => Promise<void>,
  stopped: () => boolean,
): Promise<LiveSearch | null> {
  const start = performance.now();
  const found = await searchFault(variantOf(id), { seed, onTurn, stopped });
  const counterexample = found?.outcome.counterexample;
  if (found === null || counterexample === undefined) return null;
  return {
    facts: counterexampleFacts(found.outcome.requirement, counterexample.case, counterexample),
    cases: found.cases,
    milliseconds: performance.now() - start,
    foundElements: counterexample.foundElements,
  };
}

function variantOf(id: string) {
  const variant = faultyVariants.find((one) => one.id === id);
  if (variant === undefined) throw new Error(`there is no faulty variant ${id}`);
  return variant;
}
