import type { PowerSummary, VariantFindings } from '../harness/power-summary.ts';
import type { RivalSummary } from '../harness/rival-summary.ts';

/** All that a run of the suite against its own variants found. */
export interface PowerReport {
  readonly tier: string;
  readonly seed: number;
  /** Generated cases per requirement, where not the tier's. */
  readonly runs: number | null;
  readonly findings: readonly VariantFindings[];
  readonly summary: PowerSummary;
  /** Empty where they were not asked for. */
  readonly rivals: readonly RivalSummary[];
}
