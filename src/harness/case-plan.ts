import type { Case, Dtype } from '../../spec/contract.ts';
import { caseInHalf } from '../../spec/half-cases.ts';
import { isHalf } from '../../spec/half-formats.ts';
import type { Property } from '../../spec/property.ts';
import { startPlan } from './plan-cases.ts';
import { propertySeed } from './property-seed.ts';

/** What a plan is made from. */
export interface CasePlanOptions {
  readonly seed: number;
  readonly runs: number;
  readonly stored?: readonly Case[];
  readonly recorded: readonly Case[];
  /** The subject's format; cases are of numbers of it. */
  readonly dtype?: Dtype;
}

/** All cases of one property in order: those that failed before, then generated ones, then recorded ones where it takes them. */
export interface CasePlan {
  readonly length: number;
  /** The cases from one position to before another; the same seed gives the same ones, however many are asked for. */
  readonly between: (from: number, to: number) => readonly Case[];
}

export function casePlan(property: Property, options: CasePlanOptions): CasePlan {
  const { runs, stored = [], dtype = 'float32' } = options;
  // Recorded cases are large, and sums of so many numbers leave nothing to see in 16 bits.
  const recorded = property.recorded === true && !isHalf(dtype) ? options.recorded : [];
  const fit = (given: Case) => (isHalf(dtype) ? caseInHalf(given, dtype) : given);
  const plan = startPlan(property.cases, propertySeed(options.seed, property.requirement));
  const generated = (from: number, to: number) => {
    const [first, last] = [Math.max(0, from), Math.min(runs, to)];
    return last > first ? plan(first, last) : [];
  };
  const part = (list: readonly Case[], from: number, to: number) =>
    list.slice(Math.max(0, from), Math.max(0, to));
  return {
    length: stored.length + runs + recorded.length,
    between: (from, to) =>
      [
        ...part(stored, from, to),
        ...generated(from - stored.length, to - stored.length),
        ...part(recorded, from - stored.length - runs, to - stored.length - runs),
      ].map(fit),
  };
}
