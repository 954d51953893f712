import type { Values } from '../../spec/contract.ts';

/** All that a caller can notice of one call. */
export interface Observation {
  /**
   * `given`, `refused` or `skipped`; `lost` where no answer came (silence, a crash); else the sentence that tells how the result
   * breaks the contract of shapes and dtypes.
   */
  readonly answer: string;
  /** Copies of what was given, by quantity; for a sequence by quantity and step, as `output@3`. */
  readonly values: ReadonlyMap<string, Values>;
  /** Arguments written to, memory shared, results overwritten later: '' where all is well. */
  readonly memory: string;
  /** Of a call that repeats the one before: 'same' or 'other' bits; '' for any other call. */
  readonly bits: string;
}
