import type { Dtype, Request, Result, Subject } from '../../../spec/contract.ts';
import { type HalfDtype, roundToHalf } from '../../../spec/half-formats.ts';
import { referenceSubject, runReference } from '../builtin-reference.ts';

/**
 * A subject of mixed precision: tensors of 16 bits, everything between in float64, vectors per channel rounded to `vectors`. `fault` changes
 * what it is asked.
 */
export function halfSubject(
  dtype: HalfDtype,
  vectors: Dtype,
  fault: (request: Request) => Request = (request) => request,
): Subject {
  const { conventions } = referenceSubject();
  const round = (value: number, to: Dtype) =>
    to === 'float16' || to === 'bfloat16' ? roundToHalf(Math.fround(value), to) : Math.fround(value);
  return {
    name: `${dtype} with vectors of ${vectors}`,
    dtype,
    conventions,
    operations: ['training', 'inference', 'trainingGradient', 'inferenceGradient'],
    run: (request) => {
      const result = runReference(fault(request));
      const fields = Object.entries(result).map(([name, value]) => {
        if (value === null) return [name, null];
        if (!('data' in value))
          return [name, Float32Array.from(value as Float64Array, (one) => round(one, vectors))];
        return [
          name,
          {
            shape: [...value.shape],
            data: Float32Array.from(value.data as Float64Array, (one) => round(one, dtype)),
          },
        ];
      });
      return Object.fromEntries(fields) as Result;
    },
  };
}
