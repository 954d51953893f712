import type { Arithmetic } from '../../spec/bounds/arithmetic.ts';
import type { Case, Conventions } from '../../spec/contract.ts';
import type { RawExpectations } from './expected-of-call.ts';

/** Training without any element: an empty output; the running statistics by the policy, and open where none is declared. */
export function emptyBatchExpectations(
  given: Case,
  { emptyBatch }: Conventions,
  arithmetic: Arithmetic,
): RawExpectations {
  const output = { values: new Float64Array(0), bounds: new Float64Array(0) };
  if (emptyBatch === 'unspecified' || emptyBatch === 'reject') return { output };
  const keep = emptyBatch === 'decay' ? 1 - given.exponentialAverageFactor : 1;
  const running = (old: Float32Array) => ({
    values: Float64Array.from(old, (x) => (emptyBatch === 'nan' ? Number.NaN : keep * x)),
    // Kept values are the same bits; decayed ones come from two roundings, of 1 - a and of the product.
    bounds: Float64Array.from(old, (x) =>
      emptyBatch === 'decay' ? 4 * arithmetic.u * Math.abs(x) + arithmetic.eta : 0,
    ),
  });
  return {
    output,
    runningMean: running(given.runningMean),
    runningVariance: running(given.runningVariance),
    runningVarianceCorrected: running(given.runningVariance),
  };
}
