import type { ClaimResult } from '../claims/claim-result.ts';

/** Where results come from. Not the time of day: the same run gives the same file, but for times. */
export interface ClaimsProvenance {
  readonly bncheck: string;
  readonly node: string;
  /** The build of the kernels. */
  readonly build: string;
  readonly scale: string;
  readonly seeds: readonly number[];
  /** The packages that ship the data, with their versions. */
  readonly data: readonly string[];
  /** Threads that worked side by side. */
  readonly threads: number;
}

/** A claim's result, as it is stored. */
export interface ClaimReport {
  readonly provenance: ClaimsProvenance;
  readonly result: ClaimResult;
}
