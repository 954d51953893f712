import type {
  ChartPanel,
  Claim,
  ClaimId,
  ClaimVerdict,
  ExactLaw,
  JudgedCondition,
  RecordsOf,
} from './claim.ts';
import { judgeCondition, verdictOf } from './judge.ts';
import type { Scale } from './scales.ts';

/** What an experiment gave, and the verdict. */
export interface ClaimResult {
  readonly id: ClaimId;
  readonly verdict: ClaimVerdict;
  readonly conditions: readonly JudgedCondition[];
  readonly beside: readonly JudgedCondition[];
  readonly laws: readonly ExactLaw[];
  readonly panels: readonly ChartPanel[];
}

/** Judges a claim by the records of its trials. */
export function judgeClaim(
  claim: Claim,
  scale: Scale,
  seeds: readonly number[],
  record: RecordsOf,
): ClaimResult {
  const findings = claim.findings(scale, seeds, record);
  const conditions = findings.conditions.map(judgeCondition);
  return {
    id: claim.id,
    verdict: verdictOf(conditions),
    conditions,
    beside: findings.beside.map(judgeCondition),
    laws: findings.laws,
    panels: findings.panels,
  };
}
