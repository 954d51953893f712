import type { Subject } from '../../spec/contract.ts';

/** A known way to be wrong: something that a failing subject is compared with. */
export interface Candidate {
  readonly id: string;
  /** What an engineer has to know about it, in one sentence. */
  readonly meaning: string;
  /** Where it has been seen; 'constructed' where nowhere. */
  readonly evidence: string;
  /** The requirement that it breaks first of all; null where it breaks none in particular. */
  readonly requirement: string | null;
  /** A fresh subject that behaves so, without memory of any other. It answers at once. */
  readonly make: () => Subject;
}

/** All that a subject can be compared with, made under the conventions that it declares. */
export interface Dictionary {
  /** What it would do if it were right. */
  readonly sound: Candidate;
  /** Simpler explanations first: of two that nothing tells apart, the first names the fault. */
  readonly candidates: readonly Candidate[];
  /** Two of them in one, or null where one would replace what makes the other. */
  readonly combine: (one: Candidate, other: Candidate) => Candidate | null;
}
