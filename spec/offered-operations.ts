import type { CaseOperation, Context } from './property.ts';

const caseOperations: readonly CaseOperation[] = [
  'training',
  'inference',
  'trainingGradient',
  'inferenceGradient',
];

/** The single calls that the subject offers, always in the same order. */
export function offeredOperations(context: Context): readonly CaseOperation[] {
  return caseOperations.filter((operation) => context.operations.includes(operation));
}
