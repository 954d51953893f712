import type { Request, Result, Tensor, Values } from '../../../spec/contract.ts';
import { referenceSubject, runReference } from '../builtin-reference.ts';

/** The reference with its results rounded to float32, without the stateful operation: conformant. */
export const subject = {
  name: 'sound',
  conventions: referenceSubject().conventions,
  operations: ['training', 'inference', 'trainingGradient', 'inferenceGradient'],
  run: (request: Request): Result => roundedResult(runReference(request)),
};

/** Each tensor and vector of a result in float32. */
export function roundedResult(result: Result): Result {
  const fields = Object.entries(result).map(([name, value]) => [name, rounded(value)]);
  return Object.fromEntries(fields) as unknown as Result;
}

function rounded(value: Tensor | Values | null): Tensor | Float32Array | null {
  if (value === null) return null;
  return 'data' in value
    ? { shape: [...value.shape], data: Float32Array.from(value.data) }
    : Float32Array.from(value);
}
