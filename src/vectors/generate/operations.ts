import type { Case, Request } from '../../../spec/contract.ts';
import type { CaseOperation } from '../../../spec/property.ts';
import { requestFor } from '../../harness/create-context.ts';

/** The four single operations, and the requirement that most directly says what each gives. */
export const operations = [
  ['training', 'BN-TRAIN-OUTPUT'],
  ['inference', 'BN-INFER-OUTPUT'],
  ['trainingGradient', 'BN-GRAD-INPUT'],
  ['inferenceGradient', 'BN-GRAD-INFERENCE'],
] as const satisfies readonly (readonly [CaseOperation, string])[];

/** The request of a case in float32, with arrays of its own. */
export function float32Request(operation: CaseOperation, given: Case): Request {
  return requestFor(operation, given, { dtype: 'float32' }, null);
}

/** `trainingGradient` as a part of an id. */
export function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
