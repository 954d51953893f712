import type { Conventions, Request } from '../../spec/contract.ts';
import { expectedOfCall } from './expected-of-call.ts';
import { expectedOfSteps } from './expected-of-steps.ts';
import { type FlagName, flags } from './flags.ts';
import { flagsOf } from './flags-of.ts';
import { withPinnedState } from './pinned-steps.ts';
import type { Truth } from './truth.ts';
import { validityOf } from './validity-of.ts';
import { type Expectations, quantities, type Quantity, type Vector } from './vector.ts';

/** What a vector is made from. */
export interface VectorPlan {
  readonly id: string;
  readonly requirement: string;
  readonly comment: string;
  readonly request: Request;
  /** Beside those that the arguments deserve. */
  readonly flags?: readonly FlagName[];
  readonly series?: string;
  readonly times?: number;
  /** What is judged; everything where it is absent. */
  readonly only?: readonly Quantity[];
}

/** The vector of a request with the right answers; one that makes no sense must be refused. */
export function makeVector(plan: VectorPlan, conventions: Conventions, truth: Truth): Vector {
  const { id, requirement, comment, series, times, only = quantities } = plan;
  const head = { id, requirement, comment };
  const rest = { ...(series === undefined ? {} : { series }), ...(times === undefined ? {} : { times }) };
  const extra = plan.flags ?? [];
  if (!isSound(plan.request, truth)) {
    const own = ordered(['BadArguments', ...extra]);
    return { ...head, flags: own, validity: 'invalid', ...rest, request: plan.request, expected: {} };
  }
  const request =
    plan.request.operation === 'sequence'
      ? withPinnedState(plan.request, conventions, truth.oracle)
      : plan.request;
  const own = ordered([...flagsOf(request), ...extra]);
  const expected = expectedOf(request, conventions, truth);
  return {
    ...head,
    flags: own,
    validity: validityOf(request),
    ...rest,
    request,
    expected: Array.isArray(expected) ? expected : restricted(expected as Expectations, only),
  };
}

/** What a sound request must give. */
export function expectedOf(
  request: Request,
  conventions: Conventions,
  { oracle }: Truth,
): Vector['expected'] {
  return request.operation === 'sequence'
    ? expectedOfSteps(request, conventions, oracle)
    : expectedOfCall(request, conventions, oracle);
}

/** Only the quantities named. */
export function restricted(expected: Expectations, only: readonly Quantity[]): Expectations {
  const kept = only.filter((quantity) => expected[quantity] !== undefined);
  return Object.fromEntries(kept.map((quantity) => [quantity, expected[quantity]]));
}

function isSound(request: Request, truth: Truth): boolean {
  try {
    truth.checkArguments(request);
    return true;
  } catch {
    return false;
  }
}

function ordered(some: readonly FlagName[]): readonly FlagName[] {
  return (Object.keys(flags) as FlagName[]).filter((flag) => some.includes(flag));
}
