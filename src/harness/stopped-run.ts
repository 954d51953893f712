import type { Subject } from '../../spec/contract.ts';
import type { Property } from '../../spec/property.ts';
import { requirementOf } from '../../spec/requirements.ts';
import { type CasePlanOptions, casePlan } from './case-plan.ts';
import { finishedRun } from './finished-run.ts';
import type { Counterexample, Outcome } from './outcome.ts';
import type { PropertyRun } from './start-property.ts';

/** How an earlier try at a property ended the whole process, so that it is not tried again. */
export interface Stopped {
  readonly requirement: string;
  readonly outcome: 'errored' | 'timedOut' | 'skipped';
  readonly message: string;
  /** The case of the run, counted from 1 in each way of use; null where it is not known. */
  readonly number: number | null;
}

/** The run of a property that is over before it begins; its counterexample is the case at which it stopped, as it was found. */
export function stoppedRun(
  property: Property,
  subject: Subject,
  options: CasePlanOptions,
  stopped: Stopped,
): PropertyRun {
  const { requirement } = property;
  const { outcome: kind, message } = stopped;
  const found = kind === 'skipped' ? null : caseAt(property, subject, options, stopped.number);
  const broken = kind !== 'skipped';
  const outcome: Outcome = {
    requirement,
    level: requirementOf(requirement).level,
    outcome: kind,
    cases: broken ? 1 : 0,
    vacuous: 0,
    skipped: broken ? 0 : 1,
    worstRatio: broken ? Number.POSITIVE_INFINITY : 0,
    ...(found === null ? { reason: message } : { counterexample: { ...found, message } }),
  };
  return finishedRun(outcome);
}

function caseAt(
  property: Property,
  subject: Subject,
  options: CasePlanOptions,
  number: number | null,
): Omit<Counterexample, 'message'> | null {
  if (number === null) return null;
  const ways: readonly (string | null)[] = subject.ways ?? [null];
  const at = Math.floor((number - 1) / ways.length);
  const [given] = casePlan(property, options).between(at, at + 1);
  if (given === undefined) return null;
  const way = ways[(number - 1) % ways.length] ?? null;
  return { case: given, way, foundElements: given.input.length, foundAt: number };
}
