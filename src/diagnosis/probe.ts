import type { Case, Conventions, Request, Subject } from '../../spec/contract.ts';
import type { Aspect } from './aspect.ts';
import type { Observation } from './observation.ts';

/** Bounds of the results of one call, by quantity as in an observation. */
export type Bounds = Readonly<Record<string, Float64Array>>;

/** One call of a probe. */
export interface ProbeCall {
  /** What is done, for people: `training with another epsilon`. */
  readonly label: string;
  /** The side of the behaviour that its answer and its numbers belong to. */
  readonly aspect: Aspect;
  /** The case that its numbers are laid out as. */
  readonly given: Case;
  /** True where it has the arguments of the call before it. */
  readonly repeats?: boolean;
  /** The request, made anew for each subject; `before` is that of the call before. */
  readonly request: (subject: Subject, way: string | null, before: Request | null) => Request;
  /** The bounds of a sound subject's results; null where only the answer counts. `sound` is what one observed. */
  readonly bounds: ((conventions: Conventions, sound: Observation) => Bounds) | null;
}

/** A short sequence of calls on one case, made one after another on one subject. */
export interface Probe {
  readonly name: string;
  readonly calls: readonly ProbeCall[];
}
