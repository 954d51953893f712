import { referenceOracle } from '../../reference/batch-norm.ts';
import { createDecimalOracle } from '../../reference/decimal-oracle.ts';
import { createExactOracle } from '../../reference/exact-oracle.ts';
import type { Dtype, Oracle } from '../../spec/contract.ts';

export interface Oracles {
  readonly oracle: Oracle;
  readonly exactOracle: Oracle;
}

/**
 * What judges a subject: for float32 the float64 reference, with the decimal oracle as the last word. The
 * reference has no digits to spare against another float64 subject (it may even be that subject): there the
 * exact oracle judges, whose values are rounded correctly, and which asks decimals only where it must.
 */
export function oraclesFor(dtype: Dtype): Oracles {
  const exactOracle = createDecimalOracle();
  return { oracle: dtype === 'float64' ? createExactOracle() : referenceOracle, exactOracle };
}
