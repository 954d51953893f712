import type { Conventions, Subject } from '../../../spec/contract.ts';
import { makeSubject, type VariantParts } from './make-subject.ts';

/** A small batch norm that differs from the skeleton in one named way. */
export interface Variant {
  /** Unique, in kebab-case. */
  readonly id: string;
  /** Sound: must pass every requirement. Faulty: must be caught. */
  readonly kind: 'sound' | 'faulty';
  /** What it does otherwise than the skeleton, in one sentence. */
  readonly symptom: string;
  /** The requirement that most directly expresses the fault; null for a sound variant. */
  readonly breaks: string | null;
  /** Where it has been seen (project and thread), or 'constructed'. */
  readonly evidence: string;
  /** Where the fault cannot show in 32 elements: the fewest in which it can. */
  readonly needsElements?: NeededElements;
  /** What it puts in the place of parts of the skeleton. */
  readonly parts: VariantParts;
  /** A fresh subject, without memory of any other. */
  readonly make: () => Subject;
}

/** How large a case must be before a fault can show, and why. */
export interface NeededElements {
  readonly least: number;
  readonly because: string;
}

interface Differences extends VariantParts {
  readonly id: string;
  readonly symptom: string;
  readonly evidence?: string;
  readonly needsElements?: NeededElements;
  readonly conventions?: Partial<Conventions>;
}

export type VariantDefinition = Differences &
  ({ readonly kind: 'sound' } | { readonly kind: 'faulty'; readonly breaks: string });

export const skeletonConventions: Conventions = {
  runningVarianceCorrection: 1,
  normalizingVarianceCorrection: 0,
  epsilonPlacement: 'inside',
  epsilonFloor: 0,
  oneElement: 'define',
  emptyBatch: 'keep',
};

/** The variant that a few differences from the skeleton make. */
export function defineVariant(definition: VariantDefinition): Variant {
  const { id, kind, symptom, evidence = 'constructed', needsElements, conventions } = definition;
  const breaks = definition.kind === 'faulty' ? definition.breaks : null;
  return {
    id,
    kind,
    symptom,
    breaks,
    evidence,
    ...(needsElements === undefined ? {} : { needsElements }),
    parts: definition,
    make: () => makeSubject(id, { ...skeletonConventions, ...conventions }, [definition]),
  };
}
