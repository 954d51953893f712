import type { Provenance } from '../bench/provenance.ts';
import type { BenchFindings } from '../bench/run-bench.ts';

/** A run of the benchmark with what a reader needs beside it. */
export interface BenchReport {
  readonly findings: BenchFindings;
  readonly provenance: Provenance;
}
