import type { Conventions, Request, Result, SequenceRequest, Subject } from '../../../spec/contract.ts';
import { float32Steps } from './float32-steps.ts';
import { createLayer } from './layer.ts';
import { createOperations } from './operations.ts';
import type { Layer, Operations, Steps } from './steps.ts';

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
  /** A fresh subject, without memory of any other. */
  readonly make: () => Subject;
}

/** How large a case must be before a fault can show, and why. */
export interface NeededElements {
  readonly least: number;
  readonly because: string;
}

interface Differences {
  readonly id: string;
  readonly symptom: string;
  readonly evidence?: string;
  readonly needsElements?: NeededElements;
  readonly conventions?: Partial<Conventions>;
  /** Steps that replace those of the skeleton. */
  readonly steps?: Partial<Steps>;
  /** The same for steps with a memory of their own: called once for each subject. */
  readonly create?: () => Partial<Steps>;
  /** Replaces whole operations: called once for each subject, with those that the steps make up. */
  readonly around?: (operations: Operations) => Partial<Operations>;
  /** Replaces the layer of `sequence`: called once for each layer. */
  readonly layer?: (layer: Layer, operations: Operations, request: SequenceRequest) => Layer;
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
  const { id, kind, symptom, evidence = 'constructed', needsElements } = definition;
  const breaks = definition.kind === 'faulty' ? definition.breaks : null;
  return {
    id,
    kind,
    symptom,
    breaks,
    evidence,
    ...(needsElements === undefined ? {} : { needsElements }),
    make: () => makeSubject(definition),
  };
}

function makeSubject({ id, conventions, steps, create, around, layer }: VariantDefinition): Subject {
  const plain = createOperations({ ...float32Steps, ...steps, ...create?.() });
  const operations = { ...plain, ...around?.(plain) };
  const runSequence = (request: SequenceRequest) => {
    const sound = createLayer(operations, request);
    const call = layer?.(sound, operations, request) ?? sound;
    return { steps: request.steps.map((step) => call(step)) };
  };
  const run = (request: Request): Result => {
    switch (request.operation) {
      case 'training':
        return operations.training(request);
      case 'inference':
        return operations.inference(request);
      case 'trainingGradient':
        return operations.trainingGradient(request);
      case 'inferenceGradient':
        return operations.inferenceGradient(request);
      case 'sequence':
        return runSequence(request);
    }
  };
  return {
    name: id,
    language: 'TypeScript',
    dtype: 'float32',
    operations: ['training', 'inference', 'trainingGradient', 'inferenceGradient', 'sequence'],
    conventions: { ...skeletonConventions, ...conventions },
    run,
  };
}
