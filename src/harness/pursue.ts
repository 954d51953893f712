/**
 * From a failing case to a counterexample that holds.
 *
 * The case is shrunk, and what remains is tried again against the exact oracle. Where it does not fail again the subject's answers may
 * depend on earlier calls, among them the many that shrinking made: then it is shrunk anew from the case as found, keeping only what
 * fails several times in a row. What fails against the everyday oracle alone, again and again, is bncheck's own fault.
 */

import type { BoundTerm } from '../../spec/bounds/bound-term.ts';
import type { Case, Oracle, Subject } from '../../spec/contract.ts';
import type { Property } from '../../spec/property.ts';
import { type Attempt, attempt, isFailure } from './attempt.ts';
import { createContext } from './create-context.ts';
import type { Counterexample, OutcomeKind } from './outcome.ts';
import { shrink } from './shrink.ts';

export interface Found {
  readonly given: Case;
  readonly way: string | null;
  /** Which case of the run it was, counted from 1. */
  readonly number: number;
  readonly result: Attempt;
}

export interface Failure {
  readonly kind: OutcomeKind;
  readonly ratio: number;
  readonly counterexample: Counterexample;
}

export interface PursuitOptions {
  readonly oracle: Oracle;
  readonly exactOracle: Oracle;
  readonly timeoutMs: number;
  readonly shrinkBudget: number;
}

/** A failure this many times its bound, or more, stays so while it shrinks: a small case at the edge of the bound convinces nobody. */
const clearRatio = 16;

/** Attempts in a row that show that a failure is not left over from earlier calls. */
const repeats = 3;

/** The smallest case found that fails again, with its final verdict; kind `vacuous` where only bncheck's oracles disagree. */
export async function pursue(
  property: Property,
  subject: Subject,
  found: Found,
  options: PursuitOptions,
): Promise<Failure> {
  const { given, result } = found;
  const contextWith = (oracle: Oracle) =>
    createContext(subject, { ...options, oracle, way: found.way, grade: () => {} });
  const everyday = contextWith(options.oracle);
  const exact = contextWith(options.exactOracle);
  if (result.kind === 'timedOut') return failureOf(found, given, result);

  const clear = Math.min(result.ratio, clearRatio);
  const fails = async (candidate: Case) => {
    const { kind, ratio } = await attempt(property, candidate, everyday);
    return kind === result.kind && ratio >= clear;
  };
  const failsRepeatedly = async (candidate: Case) => {
    for (let i = 0; i < repeats; i++) if (!(await fails(candidate))) return false;
    return true;
  };
  for (const still of [fails, failsRepeatedly]) {
    const smallest = await shrink(given, still, options.shrinkBudget);
    const confirmed = await attempt(property, smallest, exact);
    if (isFailure(confirmed)) {
      const { mismatch } = confirmed;
      const boundTerms = mismatch && property.boundTerms?.(smallest, exact, mismatch);
      return failureOf(found, smallest, confirmed, boundTerms);
    }
    if (await oraclesDisagree(smallest, fails, () => attempt(property, smallest, exact))) {
      return failureOf(found, smallest, { ...confirmed, kind: 'vacuous', message: disagreement });
    }
  }
  return failureOf(found, given, { kind: 'failed', ratio: Number.POSITIVE_INFINITY, message: changing });
}

const disagreement =
  "bncheck's two oracles disagree on this case, so nothing is held against the subject; please report it";

const changing =
  'failed once and then passed on the same case: the answer depends on earlier calls or on chance';

/** True where the everyday oracle refuses what the exact one accepts, each several times. */
async function oraclesDisagree(
  smallest: Case,
  fails: (given: Case) => Promise<boolean>,
  againstExact: () => Promise<Attempt>,
): Promise<boolean> {
  for (let i = 0; i < repeats; i++) {
    if (!(await fails(smallest)) || isFailure(await againstExact())) return false;
  }
  return true;
}

function failureOf(found: Found, smallest: Case, final: Attempt, boundTerms?: readonly BoundTerm[]): Failure {
  const { kind, ratio, message, mismatch } = final;
  const counterexample: Counterexample = {
    case: smallest,
    way: found.way,
    message,
    ...(mismatch === undefined ? {} : { mismatch }),
    ...(boundTerms === undefined ? {} : { boundTerms }),
    foundElements: found.given.input.length,
    foundAt: found.number,
  };
  return { kind, ratio, counterexample };
}
