import type { Case } from '../../spec/contract.ts';
import type { Outcome, SuiteResult } from '../harness/outcome.ts';
import { isHardlyTested } from './hardly-tested.ts';
import { jsonNumber } from './json-number.ts';
import { locateMismatch } from './locate-mismatch.ts';

export interface JsonOptions {
  /** The JSON form of a case; null where it has none. */
  readonly encodeCase: (given: Case) => unknown;
  readonly replayOf: (requirement: string) => string;
}

/** A result as JSON: no times and no absolute paths of its own, so that the same seed gives the same bytes. */
export function toJson(result: SuiteResult, options: JsonOptions): object {
  const { subject, version, conformant, interrupted, grade, grades, seed, share, tier, outcomes } = result;
  return {
    subject,
    version,
    conformant,
    ...(interrupted === undefined ? {} : { interrupted }),
    grade,
    grades: Object.fromEntries(
      Object.entries(grades).map(([quantity, { grade, worstRatio, byConditioning }]) => {
        const ratios = Object.entries(worstRatio).map(([accuracy, ratio]) => [accuracy, jsonNumber(ratio)]);
        return [quantity, { grade, worstRatio: Object.fromEntries(ratios), byConditioning }];
      }),
    ),
    seed,
    tier,
    ...(share === 1 ? {} : { share }),
    requirements: outcomes.map((outcome) => outcomeJson(outcome, options)),
  };
}

function outcomeJson(outcome: Outcome, options: JsonOptions): object {
  const { requirement, level, cases, vacuous, skipped, worstRatio, reason, failedWays } = outcome;
  return {
    id: requirement,
    level,
    outcome: outcome.outcome,
    cases,
    vacuous,
    skipped,
    mostlyVacuous: isHardlyTested(outcome),
    worstRatio: jsonNumber(worstRatio),
    ...(reason === undefined ? {} : { reason }),
    ...(failedWays === undefined ? {} : { failedWays }),
    counterexample: counterexampleJson(outcome, options),
  };
}

function counterexampleJson({ requirement, counterexample }: Outcome, options: JsonOptions): object | null {
  if (counterexample === undefined) return null;
  const { message, way, mismatch, case: given } = counterexample;
  const place = mismatch === undefined ? null : locateMismatch(mismatch, given);
  const number = (value: number | undefined) => (value === undefined ? null : jsonNumber(value));
  return {
    message,
    way,
    quantity: mismatch?.quantity ?? null,
    at: place?.index ?? null,
    channel: place?.channel ?? null,
    expected: number(mismatch?.expected),
    actual: number(mismatch?.actual),
    error: number(mismatch?.error),
    bound: number(mismatch?.bound),
    ratio: number(mismatch?.ratio),
    case: options.encodeCase(given),
    replay: options.replayOf(requirement),
  };
}
