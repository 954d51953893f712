import type { Conventions, Request, Result, SequenceRequest, Subject } from '../../../spec/contract.ts';
import { float32Steps } from './float32-steps.ts';
import { createLayer } from './layer.ts';
import { createOperations } from './operations.ts';
import type { Layer, Operations, Steps } from './steps.ts';

/** What a variant puts in the place of parts of the skeleton. */
export interface VariantParts {
  /** Steps that replace those of the skeleton. */
  readonly steps?: Partial<Steps>;
  /** The same for steps with a memory of their own: called once for each subject. */
  readonly create?: () => Partial<Steps>;
  /** Replaces whole operations: called once for each subject, with those that the steps make up. */
  readonly around?: (operations: Operations) => Partial<Operations>;
  /** Replaces the layer of `sequence`: called once for each layer. */
  readonly layer?: (layer: Layer, operations: Operations, request: SequenceRequest) => Layer;
}

/** The skeleton with parts put in its place, later ones over earlier ones. */
export function makeSubject(name: string, conventions: Conventions, all: readonly VariantParts[]): Subject {
  // The copy comes first: an object that Object.assign fills from empty is a dictionary to V8, and slow to ask.
  const steps: Steps = { ...float32Steps };
  for (const parts of all) Object.assign(steps, parts.steps, parts.create?.());
  const operations = createOperations(steps);
  for (const { around } of all) Object.assign(operations, around?.({ ...operations }));
  const runSequence = (request: SequenceRequest) => {
    const call = all.reduce(
      (below, { layer }) => layer?.(below, operations, request) ?? below,
      createLayer(operations, request),
    );
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
    name,
    language: 'TypeScript',
    dtype: 'float32',
    operations: ['training', 'inference', 'trainingGradient', 'inferenceGradient', 'sequence'],
    conventions,
    run,
  };
}
